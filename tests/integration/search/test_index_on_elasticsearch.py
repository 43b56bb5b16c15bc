"""The index on a real Elasticsearch: the same contract as the dict, and what only it can show."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from chassis.clock import SystemClock
from chassis.context import Cause, begin
from chassis.errors import Unavailable
from contracts.catalog import StockChanged
from services.search.adapters.elastic import ElasticIndex
from services.search.domain.listing import Listing
from services.search.domain.wanted import Wanted
from services.search.handlers.indexing import on_product_published, on_stock_changed
from services.search.ports import Ports
from tests.unit.search.listings import IndexContract, published


class TestElasticIndex(IndexContract):
    """See `tests.unit.search.listings`."""


def test_preparing_again_keeps_what_is_there(index: ElasticIndex) -> None:
    index.put(Listing(product_id="prd_1", free=3), None)
    index.prepare()
    got = index.get("prd_1")

    assert got is not None
    assert got[0].free == 3
    index.check()


def test_a_lost_alias_is_away_and_makes_no_index_of_its_own(
    index: ElasticIndex, elasticsearch_url: str
) -> None:
    alias = f"{index.name}-gone"
    lost = ElasticIndex(elasticsearch_url, name=index.name, alias=alias)

    assert lost.get("prd_1") is None
    with pytest.raises(Unavailable):
        lost.put(Listing(product_id="prd_1"), None)
    with pytest.raises(Unavailable):
        lost.search(Wanted())
    assert not index.client.indices.exists(index=alias)
    lost.client.close()


def test_news_in_any_order_from_many_hands_ends_at_the_newest(index: ElasticIndex) -> None:
    ports = Ports(index=index, clock=SystemClock())

    def hear(sequence: int) -> None:
        begin(Cause(sequence=sequence))
        if sequence == 7:
            on_product_published(published(), ports)
        else:
            on_stock_changed(StockChanged(product_id="prd_1", free=100 - sequence), ports)

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(hear, [5, 12, 7, 3, 20, 1, 20, 14]))
    got = index.get("prd_1")

    assert got is not None
    assert (got[0].free, got[0].seen_stock, got[0].seen_product) == (80, 20, 7)
    assert (got[0].live, got[0].title.en) == (True, "Red bridal lahthi set")


def test_a_server_that_is_away_is_unavailable() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        away = ElasticIndex(f"http://127.0.0.1:{closed.getsockname()[1]}")
        for ask in (away.check, lambda: away.search(Wanted()), lambda: away.get("prd_1")):
            with pytest.raises(Unavailable):
                ask()
        away.client.close()
