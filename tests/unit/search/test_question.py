"""What is asked of Elasticsearch, and how its answer is read."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.message import encode
from services.search.adapters.finding import _hits
from services.search.adapters.question import MOST_KEYS, completions, question
from services.search.domain.found import Counted, CountedArea, CountedPrices, Part
from services.search.domain.opening import Opening
from services.search.domain.wanted import Filters, Page, Position, Sort, Wishes
from services.search.domain.weights import Weights
from tests.unit.search.listings import NOW

CATEGORY = {"term": {"category": "pottery"}}
KIND = {"term": {"kind": "goods"}}
DISTRICT = {"term": {"district": 324}}
BLOCK = {"term": {"block": 3082}}
TAG = {"bool": {"filter": [{"term": {"tags": "gi"}}]}}
PRICE = {"range": {"price": {"gte": 100, "lte": 900}}}
NARROW = Filters(
    category="pottery",
    kind="goods",
    district=324,
    block=3082,
    tags=["gi"],
    min_price=100,
    max_price=900,
)
HERE = Position(lat=24.4, lon=86.7)
TEXT: dict[str, Any] = {"match_all": {}}


def body(
    filters: Filters | None = None,
    wishes: Wishes | None = None,
    page: Page | None = None,
    **how: Any,
) -> dict[str, Any]:
    usual: dict[str, Any] = {"text": TEXT, "weights": Weights(), "now": NOW} | how
    asked = (filters or Filters(), wishes or Wishes(), page or Page())
    return question(usual.pop("text"), *asked, **usual)


def always(asked: dict[str, Any]) -> list[Any]:
    found = asked["query"]["function_score"]["query"]["bool"]["filter"]
    assert isinstance(found, list)
    return found


def functions(asked: dict[str, Any]) -> list[dict[str, Any]]:
    found = asked["query"]["function_score"]["functions"]
    assert isinstance(found, list)
    return found


def test_words_must_be_met_and_what_is_not_live_never_is() -> None:
    asked = body()
    assert always(asked) == []
    assert asked["query"]["function_score"]["query"]["bool"]["must_not"] == [
        {"term": {"live": False}}
    ]
    assert asked["query"]["function_score"]["query"]["bool"]["must"] == [TEXT]
    assert "must" not in body(text=None)["query"]["function_score"]["query"]["bool"]


def test_a_facet_is_counted_without_its_own_filter() -> None:
    asked = body(NARROW)
    every = [CATEGORY, KIND, DISTRICT, BLOCK, TAG, PRICE]
    assert asked["post_filter"] == {"bool": {"filter": every}}
    assert {name: facet["filter"]["bool"]["filter"] for name, facet in asked["aggs"].items()} == {
        name: [clause for clause in every if clause is not own]
        for name, own in zip(
            ("category", "kind", "district", "block", "tag", "price"), every, strict=True
        )
    }
    assert "aggs" not in body(NARROW, page=Page(facets=False))


def test_a_price_may_be_open_at_one_end() -> None:
    assert body(Filters(min_price=0))["post_filter"] == {
        "bool": {"filter": [{"range": {"price": {"gte": 0}}}]}
    }


@pytest.mark.parametrize(
    ("filters", "clause"),
    [
        (Filters(seller_id="sel_1"), {"term": {"seller_id": "sel_1"}}),
        (Filters(craft="pottery"), {"term": {"craft": "pottery"}}),
        (Filters(served=False), {"term": {"kind": "service"}}),
        (
            Filters(in_stock=True),
            {"bool": {"should": [{"term": {"kind": "service"}}, {"range": {"free": {"gt": 0}}}]}},
        ),
    ],
)
def test_filters_that_are_no_facets_narrow_these_too(filters: Filters, clause: Any) -> None:
    assert clause in always(body(filters))
    assert len(always(body(filters))) == 1


def test_where_goods_can_be_delivered_nothing_is_narrowed() -> None:
    assert always(body(Filters(served=True))) == always(body())


def test_within_km_needs_a_position() -> None:
    assert always(body(Filters(within_km=5))) == always(body())
    narrowed = always(body(Filters(within_km=5, position=HERE)))
    assert narrowed[-1] == {
        "geo_distance": {"distance": "5km", "location": {"lat": 24.4, "lon": 86.7}}
    }


def test_what_was_said_of_a_price_nearly_holds_and_ranks() -> None:
    asked = body(wishes=Wishes(max_price=20_000))
    [nearly] = always(asked)
    assert nearly["range"]["price"]["lte"] > 20_000
    exact = {"range": {"price": {"lte": 20_000}}}
    assert {"filter": exact, "weight": Weights().in_price} in functions(asked)


@pytest.mark.parametrize("wishes", [Wishes(near_me=True), Wishes(around=HERE)])
def test_what_is_nobody_knows_where_is_not_near(wishes: Wishes) -> None:
    near = [one for one in functions(body(Filters(position=HERE), wishes)) if "gauss" in one]
    placed = [one for one in near if "location" in one["gauss"]]
    assert placed
    assert {str(one["filter"]) for one in placed} == {str({"exists": {"field": "location"}})}


def test_what_others_chose_counts_by_its_share() -> None:
    chosen = functions(body(wishes=Wishes(chosen={"prd_1": 0.5})))[-1]
    assert chosen == {"filter": {"term": {"product_id": "prd_1"}}, "weight": Weights().chosen / 2}


def test_points_do_not_fall_while_somebody_turns_pages() -> None:
    assert body(now=NOW) == body(now=NOW + timedelta(hours=1))
    assert body(now=NOW) != body(now=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("sort", "text", "order"),
    [
        ("relevance", TEXT, [{"_score": "desc"}]),
        ("relevance", None, [{"popularity": "desc"}, {"updated": "desc"}]),
        ("popular", TEXT, [{"popularity": "desc"}, {"updated": "desc"}]),
        ("newest", TEXT, [{"updated": "desc"}]),
        ("price", TEXT, [{"price": "asc"}]),
        ("-price", None, [{"price": "desc"}]),
        ("distance", TEXT, [{"_score": "desc"}]),
    ],
)
def test_every_order_ends_with_the_id(sort: Sort, text: Any, order: list[Any]) -> None:
    assert body(text=text, page=Page(sort=sort))["sort"] == [*order, {"product_id": "asc"}]


@pytest.mark.parametrize("wishes", [Wishes(max_price=50_000), Wishes(near_me=True)])
def test_without_words_what_was_wished_goes_before_what_is_bought(wishes: Wishes) -> None:
    popular = [{"popularity": "desc"}, {"updated": "desc"}, {"product_id": "asc"}]
    assert body(wishes=wishes, text=None)["sort"] == [{"_score": "desc"}, *popular]
    assert body(wishes=wishes, text=None, page=Page(sort="popular"))["sort"] == popular


def test_distance_is_an_order_where_there_is_a_position() -> None:
    [first, last] = body(Filters(position=HERE), page=Page(sort="distance"))["sort"]
    assert first["_geo_distance"]["location"] == {"lat": 24.4, "lon": 86.7}
    assert (first["_geo_distance"]["order"], last) == ("asc", {"product_id": "asc"})


def test_pages_go_on_after_the_last_place() -> None:
    assert body(page=Page(after=[9.5, "prd_1"], limit=7))["search_after"] == [9.5, "prd_1"]
    assert "search_after" not in body()
    assert body(page=Page(limit=7))["size"] == 7


def test_letters_may_be_wrong_from_four_letters_on() -> None:
    asked = completions(Opening(typed="surah", keys=["surh", "sura"]), None, 5)
    assert list(asked) == ["typed", "key 0", "key 1", "near"]
    assert asked["near"]["completion"]["fuzzy"]["fuzziness"] == 1
    assert asked["typed"]["completion"]["contexts"] == {"kind": ["goods", "service"]}
    short = completions(Opening(typed="su", keys=["su"]), "service", 5)
    assert list(short) == ["typed", "key 0"]
    assert short["typed"]["completion"]["contexts"] == {"kind": ["service"]}
    many = completions(Opening(typed="x", keys=[f"k{n}" for n in range(6)]), None, 5)
    assert len(many) == 1 + MOST_KEYS


def buckets(*found: dict[str, Any]) -> dict[str, Any]:
    return {"doc_count": 9, "values": {"buckets": list(found)}}


ANSWER: dict[str, Any] = {
    "hits": {
        "total": {"value": 41, "relation": "gte"},
        "hits": [
            {
                "_id": "prd_1",
                "_score": 9.5,
                "_source": {"listing": {"product_id": "prd_1", "price": 28_000}},
                "sort": [9.5, "prd_1"],
                "matched_queries": {"peda: title": 9.2001},
            }
        ],
    },
    "aggregations": {
        "category": buckets({"key": "pottery", "doc_count": 9}),
        "kind": buckets({"key": "goods", "doc_count": 9}),
        "tag": buckets({"key": "gi", "doc_count": 2}),
        "district": buckets({"key": 324, "doc_count": 9}),
        "block": buckets({"key": 3082, "doc_count": 9}),
        "price": buckets(
            {"key": "*-10000.0", "to": 10000.0, "doc_count": 2},
            {"key": "10000.0-25000.0", "from": 10000.0, "to": 25000.0, "doc_count": 0},
            {"key": "250000.0-*", "from": 250000.0, "doc_count": 1},
        ),
    },
}


def test_an_answer_is_read() -> None:
    found = _hits(ANSWER)
    assert (found.total, found.more) == (41, True)
    [hit] = found.hits
    assert (hit.listing.product_id, hit.listing.price) == ("prd_1", 28_000)
    assert (hit.score, hit.place) == (9.5, [9.5, "prd_1"])
    assert hit.parts == [Part(what="peda: title", points=9.2)]
    assert found.facets.category == [Counted(value="pottery", count=9)]
    assert found.facets.tag == [Counted(value="gi", count=2)]
    assert found.facets.district == [CountedArea(value=324, count=9)]
    assert found.facets.block == [CountedArea(value=3082, count=9)]
    assert found.facets.price == [
        CountedPrices(at_least=None, below=10_000, count=2),
        CountedPrices(at_least=250_000, below=None, count=1),
    ]


def test_prices_are_told_from_and_to() -> None:
    counted = CountedPrices(at_least=1, below=None, count=2)
    assert encode(counted) == b'{"from":1,"to":null,"count":2}'
