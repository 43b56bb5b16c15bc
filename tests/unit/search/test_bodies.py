"""What callers may ask, and what is refused with the field that is wrong."""

from typing import Any

import pytest

from chassis.errors import Malformed
from chassis.reading import read_query
from services.search.domain.wanted import Filters, Position
from services.search.entrypoints.bodies import (
    MOST_TAGS,
    NotUnderstood,
    PositionHalf,
    SearchQuery,
    SimilarQuery,
    SuggestQuery,
)
from services.search.queries.asked import Asked


def asked(**given: str) -> Asked:
    found: Asked = read_query(SearchQuery, {name: [value] for name, value in given.items()}).asked()
    return found


def test_nothing_given_is_everything() -> None:
    assert asked() == Asked()


def test_filters_are_taken_as_given() -> None:
    found = asked(
        category="pottery",
        craft="terracotta",
        kind="goods",
        district="324",
        block="3082",
        min_price="100",
        max_price="900",
        seller_id="sel_1",
        tag=" GI, ODOP ,,",
        in_stock="true",
        lat="24.5",
        lon="86.5",
        within_km="7",
    )
    assert found.given == Filters(
        category="pottery",
        craft="terracotta",
        kind="goods",
        district=324,
        block=3082,
        min_price=100,
        max_price=900,
        seller_id="sel_1",
        tags=["gi", "odop"],
        in_stock=True,
        position=Position(lat=24.5, lon=86.5),
        within_km=7,
    )


def test_how_to_show_is_taken_as_given() -> None:
    found = asked(sort="-price", facets="false", explain="true", limit="7", q="पेड\u093cा")
    assert (found.sort, found.facets, found.explain, found.limit) == ("-price", False, True, 7)
    assert asked(q="e\u0301").q == "\u00e9"
    assert asked(near_pin="814112", deliver_to="221001").near_pin == "814112"


def test_more_tags_than_are_counted_are_left_out() -> None:
    assert len(asked(tag=",".join("abcdefgh")).given.tags) == MOST_TAGS


def test_parts_that_were_understood_can_be_left_out_by_name() -> None:
    assert asked(without="max_price, place").without == {"max_price", "place"}
    with pytest.raises(NotUnderstood) as refused:
        asked(without="max_price,colour")
    assert refused.value.field == "without"


@pytest.mark.parametrize(("given", "field"), [({"lat": "24"}, "lon"), ({"lon": "86"}, "lat")])
def test_half_a_position_is_none(given: dict[str, str], field: str) -> None:
    with pytest.raises(PositionHalf) as refused:
        asked(**given)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "x" * 201),
        ("kind", "person"),
        ("district", "-1"),
        ("min_price", "-1"),
        ("max_price", "1.5"),
        ("deliver_to", "81411"),
        ("deliver_to", "081411"),
        ("near_pin", "8141120"),
        ("lat", "90.1"),
        ("lon", "181"),
        ("within_km", "0"),
        ("within_km", "501"),
        ("sort", "cheapest"),
        ("limit", "0"),
        ("limit", "101"),
        ("page", "2"),
        ("depth", "letters"),
    ],
)
def test_other_values_are_refused_by_their_field(name: str, value: str) -> None:
    with pytest.raises(Malformed) as refused:
        asked(**{name: value})
    assert refused.value.field == name


@pytest.mark.parametrize("body", [SuggestQuery, SimilarQuery])
def test_limits_of_short_lists(body: Any) -> None:
    assert read_query(body, {"limit": ["20"]}).limit == 20
    for bad in ("0", "21"):
        with pytest.raises(Malformed):
            read_query(body, {"limit": [bad]})


def test_suggestions_are_of_what_is_typed_so_far() -> None:
    query = read_query(SuggestQuery, {"q": ["ला"], "kind": ["goods"]})
    assert (query.q, query.kind, query.limit) == ("ला", "goods", 10)
    with pytest.raises(Malformed):
        read_query(SuggestQuery, {"q": ["x" * 61]})
