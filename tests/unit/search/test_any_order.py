"""Each event that search hears: twice, late and early; through its real doors."""

from typing import Any

import pytest

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.memory import MemoryStore
from contracts.catalog import ProductPaused, StockChanged
from contracts.message import Event
from contracts.orders import OrderCompleted
from services.search.domain.listing import Listing
from services.search.entrypoints.events import Events
from services.search.handlers import HANDLERS
from services.search.ports import Ports
from tests.unit.search.conftest import NoOutbox, StoodClock
from tests.unit.search.listings import NOW, DictIndex, published

PAUSED = ProductPaused(product_id="prd_1")


def stock(free: int) -> StockChanged:
    return StockChanged(product_id="prd_1", free=free)


def completed(order_id: str = "ord_1", *product_ids: str) -> OrderCompleted:
    ids = list(product_ids or ("prd_1", "prd_2"))
    return OrderCompleted(order_id=order_id, buyer_id="per_buyer", product_ids=ids)


class Doors(Events):
    """The real doors over an index in a dict."""

    def __init__(self, index: DictIndex) -> None:
        self.index, self.service = index, self  # type: ignore[assignment]
        ports = Ports(index=index, clock=StoodClock())
        app = Application("search", MemoryStore(), HANDLERS, lambda _: ports, outbox=NoOutbox())
        self.handle = app.handle

    def hear(self, event: Event, sequence: int, id: str = "") -> None:
        """The event of that place among those of its product, or of its product's stock."""
        door = getattr(self, f"on_{event.wire_name().replace('.', '_')}")
        try:
            begin(Cause(event_id=id or f"evt_{sequence}", sequence=sequence))
            door(event)
        finally:
            begin(Cause())

    def listing(self, product_id: str = "prd_1") -> Listing:
        found = self.index.get(product_id)
        assert found is not None
        return found[0]


@pytest.fixture
def doors(index: DictIndex) -> Doors:
    return Doors(index)


@pytest.mark.parametrize(
    "event", [published(), PAUSED, stock(7)], ids=lambda event: event.wire_name()
)
def test_news_of_a_product_twice_are_written_once(doors: Doors, event: Any) -> None:
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(event, 3, id)
    assert doors.index.writes == 1


def test_product_published_late_replaces_nothing_newer(doors: Doors) -> None:
    doors.hear(published(price=90_000), 5)
    doors.hear(published(price=80_000), 4)
    assert (doors.listing().price, doors.index.writes) == (90_000, 1)


def test_product_published_late_does_not_show_what_was_paused(doors: Doors) -> None:
    doors.hear(PAUSED, 2)
    doors.hear(published(), 1)
    assert doors.listing() == Listing(product_id="prd_1", updated=NOW, seen_product=2)


def test_product_published_early_before_its_stock_shows_the_pieces_it_tells(doors: Doors) -> None:
    doors.hear(published(free=25), 1)
    assert (doors.listing().live, doors.listing().free) == (True, 25)
    doors.hear(stock(24), 1)
    assert doors.listing().free == 24


def test_product_paused_late_does_not_hide_what_was_published_again(doors: Doors) -> None:
    doors.hear(published(), 3)
    doors.hear(PAUSED, 2)
    assert (doors.listing().live, doors.index.writes) == (True, 1)


def test_product_paused_early_before_its_publication_holds(doors: Doors) -> None:
    doors.hear(PAUSED, 2)
    doors.hear(published(), 1)
    assert doors.listing().live is False
    doors.hear(published(), 3)
    assert doors.listing().live is True


def test_stock_changed_late_does_not_replace_the_newer_number(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(stock(7), 9)
    doors.hear(stock(12), 8)
    assert (doors.listing().free, doors.listing().seen_stock, doors.index.writes) == (7, 9, 2)


def test_stock_changed_late_after_a_pause_is_followed_out_of_sight(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(PAUSED, 2)
    doors.hear(stock(7), 1)
    assert (doors.listing().live, doors.listing().free) == (False, 7)


def test_stock_changed_early_before_the_publication_is_the_number_shown(doors: Doors) -> None:
    doors.hear(stock(7), 9)
    assert doors.listing() == Listing(product_id="prd_1", free=7, seen_stock=9)
    doors.hear(published(free=25), 1)
    assert (doors.listing().live, doors.listing().free) == (True, 7)


def test_order_completed_twice_counts_once_for_each_product(doors: Doors) -> None:
    for id in ("evt_1", "evt_1", "evt_other"):
        doors.hear(completed(), 3, id)
    assert [doors.listing(id).popularity for id in ("prd_1", "prd_2")] == [1, 1]
    assert doors.index.writes == 2


def test_order_completed_late_after_a_later_order_counts_too(doors: Doors) -> None:
    doors.hear(published(), 1)
    doors.hear(completed("ord_2", "prd_1"), 9)
    doors.hear(PAUSED, 2)
    doors.hear(completed("ord_1", "prd_1"), 3)
    assert (doors.listing().popularity, doors.listing().counted) == (2, ["ord_2", "ord_1"])
    assert doors.listing().live is False


def test_order_completed_early_before_the_publication_is_kept_for_it(doors: Doors) -> None:
    doors.hear(completed(), 3)
    assert doors.listing() == Listing(product_id="prd_1", popularity=1, counted=["ord_1"])
    doors.hear(published(), 1)
    assert (doors.listing().live, doors.listing().popularity) == (True, 1)
