"""Filters, facets, sorts and pages on a real Elasticsearch."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from chassis.pages import CursorNotValid
from contracts.values import Text
from services.search.domain.found import Counted, CountedArea, CountedPrices
from tests.integration.search.goods import DEOGHAR, MARKET, item, service
from tests.integration.search.on_sale import Shop, selling

SHOWN = {one.product_id for one in MARKET if one.shown}
SERVICES = {one.product_id for one in MARKET if one.kind == "service"}
POTTERY = {"surahi", "diya", "kulhad"}


@pytest.fixture(scope="module")
def market(elasticsearch_url: str) -> Iterator[Shop]:
    with selling(elasticsearch_url, *MARKET) as shop:
        yield shop


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"category": "pottery"}, POTTERY),
        ({"craft": "lac-bangles"}, {"lahthi-en"}),
        ({"kind": "service"}, SERVICES),
        ({"kind": "goods"}, SHOWN - SERVICES),
        ({"district": 187}, {"kulhad"}),
        ({"block": 3083}, {"diya"}),
        ({"min_price": 120_000}, {"blanket", "saree"}),
        ({"max_price": 9_000}, {"diya", "broom"}),
        ({"min_price": 28_000, "max_price": 30_000}, {"surahi", "peda", "plumber", "electrician",
                                                      "tutor"}),
        ({"min_price": 900, "max_price": 100}, set()),
        ({"seller_id": "sel_kailash"}, {"peda"}),
        ({"tag": "GI"}, {"lahthi-hi"}),
        ({"tag": "gi, odop"}, {"lahthi-hi"}),
        ({"tag": "GI,SHG"}, set()),
        ({"tag": "shg"}, {"peda"}),
        ({"in_stock": True}, SHOWN - {"lahthi-en"}),
        ({"category": "pottery", "max_price": 15_000}, {"diya", "kulhad"}),
        ({"category": "nothing-such"}, set()),
    ],
)  # fmt: skip
def test_filters_exclude(market: Shop, asked: dict[str, Any], expected: set[str]) -> None:
    found = market.find(limit=100, **asked)
    assert {item.product_id for item in found.items} == expected
    assert (found.total, found.more) == (len(expected), False)


def test_filters_hold_for_words_too(market: Shop) -> None:
    assert market.ids("lahthi", in_stock=True, category="lac-bangles") == ["lahthi-hi"]
    assert set(market.ids("lahthi", kind="service")) <= SERVICES


def test_a_facet_does_not_empty_itself(market: Shop) -> None:
    facets = market.find(category="pottery", district=324).facets
    assert Counted(value="pottery", count=2) in facets.category
    assert Counted(value="lac-bangles", count=2) in facets.category
    assert facets.kind == [Counted(value="goods", count=2)]
    assert {(area.value, area.count) for area in facets.district} == {(324, 2), (187, 1)}
    assert {(area.value, area.count) for area in facets.block} == {(3082, 1), (3083, 1)}
    assert facets.price == [
        CountedPrices(at_least=None, below=10_000, count=1),
        CountedPrices(at_least=25_000, below=50_000, count=1),
    ]


@pytest.mark.parametrize(
    ("facet", "asked", "others"),
    [
        ("kind", {"kind": "service"}, Counted(value="goods", count=len(SHOWN - SERVICES))),
        ("tag", {"tag": "gi"}, Counted(value="shg", count=1)),
        ("district", {"district": 187}, CountedArea(value=324, count=len(SHOWN) - 1)),
        ("block", {"block": 3083}, CountedArea(value=3082, count=len(SHOWN) - 2)),
        ("price", {"max_price": 100}, CountedPrices(at_least=250_000, below=None, count=1)),
    ],
)
def test_each_facet_counts_what_else_could_be_chosen(
    market: Shop, facet: str, asked: dict[str, Any], others: object
) -> None:
    assert others in getattr(market.find(**asked).facets, facet)


def test_facets_count_what_the_words_find(market: Shop) -> None:
    found = market.find("mitti ke bartan")
    assert {c.value: c.count for c in found.facets.category}["pottery"] == len(POTTERY)
    assert sum(c.count for c in found.facets.kind) == found.total
    assert market.find("lahthi", facets=False).facets.category == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("price", ["diya", "kulhad", "surahi"]),
        ("-price", ["surahi", "kulhad", "diya"]),
        ("popular", ["diya", "kulhad", "surahi"]),
        ("newest", ["diya", "kulhad", "surahi"]),
    ],
)
def test_sorts(market: Shop, sort: str, expected: list[str]) -> None:
    assert market.ids(category="pottery", sort=sort) == expected


def test_the_newest_and_the_most_bought_come_first(elasticsearch_url: str) -> None:
    old, new = item("a-old", "सूप"), item("b-new", "सूप", popularity=3)
    assert old.updated is not None
    new.updated = old.updated.replace(year=2031)
    with selling(elasticsearch_url, old, new) as shop:
        assert shop.ids(sort="newest") == ["b-new", "a-old"]
        assert shop.ids("soop", sort="popular") == ["b-new", "a-old"]
        assert shop.ids("soop", sort="price") == ["a-old", "b-new"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "lahthi chudi saree peda honey ghee"},
        {"sort": "price"},
        {"sort": "-price"},
        {"sort": "newest"},
        {"sort": "distance", "near_pin": DEOGHAR},
    ],
)
def test_pages_are_whole_while_goods_are_added(elasticsearch_url: str, asked: Any) -> None:
    with selling(elasticsearch_url, *MARKET, service("no-pin", "नल", pin="")) as shop:
        before = shop.ids(limit=100, **asked)
        seen, cursor = [], ""
        for turn in range(len(before) + 5):
            page = shop.find(limit=3, cursor=cursor, **asked)
            seen += [one.product_id for one in page.items]
            cursor = page.next
            if not cursor:
                break
            shop.put(item(f"new-{turn}", "चूड़ी", "Saree", category="silk", price=turn * 40_000))
    assert not cursor
    assert len(seen) == len(set(seen))
    assert [id for id in seen if not id.startswith("new-")] == before


def test_a_later_page_asks_as_the_first_did(elasticsearch_url: str) -> None:
    """What says only some of the words is found page by page too."""
    some = [item(f"some-{n}", en=f"Steel bucket {n}x", category="household") for n in range(6)]
    q = "steel almirah wardrobe cupboard"
    with selling(elasticsearch_url, *some) as shop:
        first = shop.find(q, limit=2)
        second = shop.find(q, limit=2, cursor=first.next)
        third = shop.find(q, limit=2, cursor=second.next)
    ids = [one.product_id for page in (first, second, third) for one in page.items]
    assert sorted(ids) == [one.product_id for one in some]


@pytest.mark.parametrize("other", [{"sort": "popular"}, {"q": ""}])
def test_a_cursor_of_another_order_is_refused(market: Shop, other: Any) -> None:
    cursor = market.find("lahthi", limit=1).next
    with pytest.raises(CursorNotValid):
        market.find(cursor=cursor, **{"q": "lahthi"} | other)


def test_the_last_page_has_no_next(market: Shop) -> None:
    found = market.find(category="pottery", limit=3)
    assert market.find(category="pottery", limit=3, cursor=found.next).items == []
    assert market.find(category="pottery", limit=4).next == ""
    prices = [one.price for one in market.find(sort="price", limit=100).items]
    assert all(low <= high for low, high in pairwise(prices))


def test_where_goods_abound_titles_are_enough_and_pages_are_whole_too(
    elasticsearch_url: str,
) -> None:
    goods = [item(f"l{n:02}", f"लहठी {n}", category="lac-bangles") for n in range(12)]
    told = item("told", "डिब्बा", description=Text(hi="लहठी"), category="paper")
    exact = item("z-exact", "लहठी", category="household")
    with selling(elasticsearch_url, *goods, told, exact, many=lambda: True) as shop:
        seen, cursor = [], ""
        for _ in range(9):
            page = shop.find("lahthi", limit=4, cursor=cursor)
            seen += [one.product_id for one in page.items]
            cursor = page.next
            if not cursor:
                break
        assert seen == ["z-exact", *(one.product_id for one in goods)]
        assert shop.ids("dibba")[0] == "told"
