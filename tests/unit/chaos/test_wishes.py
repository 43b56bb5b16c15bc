"""What customers want comes from the seed alone."""

from collections import Counter

from tests.chaos.wishes import KINDS, draw

GOODS = {"plenty": 10, "few": 2, "bare": 2}


def test_the_same_seed_draws_the_same_wishes():
    assert draw(7, 500, 20, GOODS, 9) == draw(7, 500, 20, GOODS, 9)
    assert draw(7, 500, 20, GOODS, 9) != draw(8, 500, 20, GOODS, 9)


def test_a_third_is_delivered_and_every_kind_occurs():
    kinds = Counter(wish.kind for wish in draw(1, 2000, 20, GOODS, 9))
    assert kinds.keys() == KINDS.keys()
    delivered = kinds["pays by card"] + kinds["pays in cash"]
    assert 0.25 < delivered / 2000 < 0.45


def test_what_goes_where_no_partner_comes_is_cancelled_or_never_paid():
    for wish in draw(3, 1000, 20, GOODS, 9):
        assert not wish.far or wish.cancel is not None or wish.card == "bank"


def test_no_product_is_wanted_twice_in_one_order_and_what_is_bare_is_wanted_in_vain():
    for wish in draw(3, 1000, 20, GOODS, 9):
        assert len({line[:2] for line in wish.lines}) == len(wish.lines) > 0
        bare = [pieces for shelf, _, pieces in wish.lines if shelf == "bare"]
        assert bare == ([9] if wish.kind == "wants too many" else [])
