"""What is like a product: its title asked as a query, without itself."""

import pytest

from services.search.queries.similar import ListingNotFound, similar
from tests.unit.search.desks import ToldFinder, desk, hits
from tests.unit.search.listings import listed

ONE, OTHER, THIRD = listed("prd_1"), listed("prd_2"), listed("prd_3")


def finder() -> ToldFinder:
    return ToldFinder(hits(OTHER, ONE, THIRD), listed=[ONE, listed("off", live=False)])


def test_all_but_itself_are_alike() -> None:
    found = similar("prd_1", 8, desk(finder())).items
    assert [item.product_id for item in found] == ["prd_2", "prd_3"]
    assert [i.product_id for i in similar("prd_1", 1, desk(finder())).items] == ["prd_2"]


def test_its_title_is_asked_in_both_languages_among_its_kind() -> None:
    at = finder()
    similar("prd_1", 8, desk(at))
    (by, plan, filters, wishes, page), _ = at.calls
    assert (by, filters.kind, wishes.districts) == ("words", "goods", [324])
    assert [word.typed for word in plan.words] == [
        "red",
        "bridal",
        "lahthi",
        "set",
        "लाल",
        "लहठी",
        "सेट",
    ]
    assert (page.limit, page.facets) == (9, False)


def test_where_few_titles_are_alike_its_category_follows() -> None:
    at = finder()
    assert [i.product_id for i in similar("prd_1", 3, desk(at)).items] == ["prd_2", "prd_3"]
    _, (by, plan, filters, _, _) = at.calls
    assert (by, plan.segments, filters.category) == ("words", (), ONE.category)
    enough = finder()
    similar("prd_1", 2, desk(enough))
    assert len(enough.calls) == 1


@pytest.mark.parametrize("product_id", ["prd_none", "off"])
def test_what_is_not_on_sale_is_like_nothing(product_id: str) -> None:
    with pytest.raises(ListingNotFound) as refused:
        similar(product_id, 8, desk(finder()))
    assert refused.value.field == "product_id"


def test_what_a_suspended_seller_has_is_like_nothing() -> None:
    at = ToldFinder(hits(OTHER), listed=[listed("prd_1", seller_ok=False)])
    with pytest.raises(ListingNotFound):
        similar("prd_1", 8, desk(at))
