"""Elasticsearch is away: titles in MongoDB answer, and say so; both away is `Unavailable`."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pymongo
import pytest
from elasticsearch import Elasticsearch
from pymongo.database import Database

from chassis.errors import Unavailable
from chassis.pages import cursor_of
from services.search.adapters.finding import ElasticFinder
from services.search.adapters.plain import prepare_plain
from services.search.adapters.shelf import KeptShelf
from services.search.adapters.titles import KeptTitles
from services.search.domain.title import title_of
from services.search.ports import Standing
from tests.integration.search.goods import DEOGHAR, MARKET, VARANASI
from tests.integration.search.on_sale import Shop, desk_of_the_seed
from tests.unit.search.conftest import StoodClock

Documents = Database[dict[str, Any]]
SHOWN = {one.product_id for one in MARKET if one.shown}
SERVICES = {one.product_id for one in MARKET if one.kind == "service"}


@pytest.fixture
def dead() -> Iterator[Elasticsearch]:
    """A client of a port where nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with Elasticsearch(url, max_retries=0, request_timeout=2) as client:
            yield client


@pytest.fixture
def shelf(database: Documents) -> KeptShelf:
    """What the handlers of events kept of the market."""
    prepare_plain(database)
    titles = KeptTitles(database)
    for one in MARKET:
        titles.put(title_of(one), 1)
        titles.allow(one.product_id, Standing(one.seller_ok, 1))
    return KeptShelf(database)


@pytest.fixture
def market(dead: Elasticsearch, shelf: KeptShelf) -> Shop:
    """A desk whose index is away."""
    desk = desk_of_the_seed()
    finder = ElasticFinder(dead, desk.weights, StoodClock())
    served: Callable[[str], bool] = lambda pin: pin != VARANASI  # noqa: E731
    return Shop("", replace(desk, index=finder, shelf=shelf, served=served), dead)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("lahthi", {"lahthi-hi", "lahthi-en"}),
        ("lathi", {"lahthi-hi", "lahthi-en"}),
        ("लह", {"lahthi-hi", "lahthi-en"}),
        ("lah", {"lahthi-hi", "lahthi-en"}),
        ("सुर", {"surahi"}),
        ("suraahee", {"surahi"}),
        ("hajam", {"barber"}),
        ("surahi mitti", {"surahi"}),
        ("चूड़ियाँ काँच", {"chudi-glass", "chudi-bridal"}),
        ("कुल्हड़", {"kulhad"}),
        ("haircut", {"barber"}),
        ("motorcycle", set()),
    ],
)
def test_titles_are_found_by_how_their_words_begin(
    market: Shop, q: str, expected: set[str]
) -> None:
    found = market.find(q)
    assert {one.product_id for one in found.items} == expected
    assert (found.degraded, found.by, found.total) == (True, "titles", len(expected))
    assert (found.next, found.more) == ("", False)


def test_marks_and_all_that_a_buyer_sees_are_there(market: Shop) -> None:
    [surahi] = market.find("surahi").items
    assert [surahi.title.hi[a:b] for a, b in surahi.marks.hi] == ["सुराही"]
    assert (surahi.price, surahi.category, surahi.kind) == (28_000, "pottery", "goods")


def test_without_words_everything_on_sale_is_shown(market: Shop) -> None:
    assert set(market.ids(limit=100)) == SHOWN
    found = market.find(limit=5)
    assert (len(found.items), found.more) == (5, True)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"category": "pottery"}, {"surahi", "diya", "kulhad"}),
        ({"craft": "lac-bangles"}, {"lahthi-en"}),
        ({"kind": "service"}, SERVICES),
        ({"district": 187}, {"kulhad"}),
        ({"block": 3083}, {"diya"}),
        ({"seller_id": "sel_kailash"}, {"peda"}),
        ({"min_price": 120_000}, {"blanket", "saree"}),
        ({"max_price": 9_000}, {"diya", "broom"}),
        ({"tag": "GI"}, {"lahthi-hi"}),
        ({"tag": "gi,odop"}, {"lahthi-hi"}),
        ({"tag": "gi,shg"}, set()),
        ({"in_stock": True}, SHOWN - {"lahthi-en"}),
        ({"deliver_to": VARANASI}, SERVICES),
        ({"q": "lahthi", "max_price": 40_000}, {"lahthi-en"}),
        ({"q": "lahthi", "in_stock": True}, {"lahthi-hi"}),
        ({"near_pin": DEOGHAR, "kind": "service"}, SERVICES - {"tutor"}),
        ({"near_pin": DEOGHAR, "within_km": 10, "category": "pottery"}, {"surahi"}),
    ],
)
def test_filters_hold_all_the_same(market: Shop, asked: Any, expected: set[str]) -> None:
    assert set(market.ids(limit=100, **asked)) == expected


def test_a_page_after_the_first_waits_for_the_index(market: Shop) -> None:
    with pytest.raises(Unavailable):
        market.find("lahthi", cursor=cursor_of('["enough",9.5,"prd_1"]'))


def test_with_both_away_it_is_unavailable(market: Shop) -> None:
    client: pymongo.MongoClient[Any] = pymongo.MongoClient(
        "mongodb://127.0.0.1:9", serverSelectionTimeoutMS=50
    )
    away = replace(market.desk, shelf=KeptShelf(client["nowhere"]))
    with pytest.raises(Unavailable):
        Shop("", away, market.client).find("lahthi")
    client.close()


def test_an_index_without_its_alias_is_away_too(elasticsearch_url: str, market: Shop) -> None:
    with Elasticsearch(elasticsearch_url) as client:
        finder = ElasticFinder(client, market.desk.weights, StoodClock(), index="test-none-such")
        shop = Shop("", replace(market.desk, index=finder), client)
        assert shop.find("surahi").degraded is True


def test_suggestions_without_the_index_are_of_categories_alone(market: Shop) -> None:
    assert {one.kind for one in market.suggest("sur")} == {"category"}
