"""Which faults a seed stands for."""

from itertools import pairwise

from tests.chaos.faults import PACK, draw
from tests.chaos.faults_done import WAYS


def test_the_same_seed_draws_the_same_faults_in_the_same_order_with_the_same_pauses():
    assert draw(7, 10_000, 50) == draw(7, 10_000, 50)


def test_another_seed_draws_other_faults():
    assert draw(7, 10_000, 50) != draw(8, 10_000, 50)


def test_faults_are_spread_over_the_orders():
    counts = [fault.after for fault in draw(7, 10_000, 50)]
    assert counts == sorted(counts)
    assert len(counts) == 50
    assert all(0 < count < 10_000 for count in counts)
    gaps = [later - earlier for earlier, later in pairwise(counts)]
    assert max(gaps) < 2 * 10_000 / 50


def test_a_long_run_meets_each_kind_of_fault():
    assert {fault.kind for fault in draw(7, 10_000, sum(PACK.values()))} == set(PACK)


def test_each_kind_of_fault_can_be_done():
    assert set(WAYS) == set(PACK)


def test_a_fault_tells_itself_in_a_few_words():
    told = [str(fault) for fault in draw(7, 10_000, 100)]
    assert max(map(len, told)) < 80
    assert "kill broker" in told
