"""Each event that the catalogue hears: twice, late and early; what it does to stock.

`stock()` is free, held, sold, counted, short.
"""

import pytest
from catalog_kit import UNTIL, Catalog, hold

from chassis.context import Cause, begin
from chassis.errors import Fate, NotFound, fate_of
from contracts.message import Event
from contracts.orders import OrderCancelled, OrderConfirmed
from services.catalog.commands import ExpireHolds, TakeBackStock
from services.catalog.domain.refusals import OrderTakenBack
from services.catalog.entrypoints.stock import StockDoors

TAWA, KADAI = "prd_tawa", "prd_kadai"
CONFIRMED = OrderConfirmed(
    order_id="ord_1",
    buyer_id="per_buyer",
    seller_person_ids=["per_owner"],
    product_ids=[TAWA, KADAI],
    total=135_000,
)
CANCELLED = OrderCancelled(
    order_id="ord_1",
    buyer_id="per_buyer",
    seller_person_ids=["per_owner"],
    product_ids=[TAWA, KADAI],
    reason="buyer",
)
UNTOUCHED = (5, 0, 0, 5, 0), (5, 0, 0, 5, 0)
HELD = (3, 2, 0, 5, 0), (4, 1, 0, 5, 0)
SOLD = (3, 0, 2, 5, 0), (4, 0, 1, 5, 0)


class Doors(StockDoors):
    """The doors over the memory store, and what tests look at."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog, self.service = catalog, catalog  # type: ignore[assignment]

    def hear(self, event: Event, id: str) -> None:
        door = getattr(self, f"on_{event.wire_name().replace('.', '_')}")
        try:
            begin(Cause(event_id=id))
            door(event)
        finally:
            begin(Cause())

    def stocks(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return self.catalog.stock(TAWA), self.catalog.stock(KADAI)

    def told(self) -> list[bytes]:
        """What was published since the last time somebody asked."""
        bodies = [body for _, body in self.catalog.box.events]
        self.catalog.box.events.clear()
        return bodies

    def let_holds_run_out(self) -> None:
        self.catalog.clock.at = UNTIL
        for product_id in (TAWA, KADAI):
            self.catalog.handle(ExpireHolds(product_id=product_id))


def free(product_id: str, pieces: int) -> bytes:
    return b'{"product_id":"%s","free":%d}' % (product_id.encode(), pieces)


@pytest.fixture
def shop(market: Catalog) -> Doors:
    """Five griddles and five pans on sale."""
    market.live(KADAI)
    return Doors(market)


@pytest.fixture
def held(shop: Doors) -> Doors:
    """Two griddles and a pan are held for the order."""
    shop.catalog.hold("ord_1", (TAWA, 2), (KADAI, 1))
    assert shop.stocks() == HELD
    shop.told()
    return shop


def test_order_confirmed_twice_is_sold_once(held: Doors) -> None:
    for id in ("evt_1", "evt_1", "evt_2"):
        held.hear(CONFIRMED, id)
    assert (held.stocks(), held.told()) == (SOLD, [])


def test_order_confirmed_twice_since_half_of_it_failed_is_sold_once(held: Doors) -> None:
    kept = held.catalog.store._kept["stocks"]
    pans = kept.pop(KADAI)
    with pytest.raises(NotFound):
        held.hear(CONFIRMED, "evt_1")
    kept[KADAI] = pans
    held.hear(CONFIRMED, "evt_1")
    assert (held.stocks(), held.told()) == (SOLD, [])


def test_order_confirmed_late_after_its_hold_ran_out_is_sold_what_is_free(held: Doors) -> None:
    held.let_holds_run_out()
    assert held.told() == [free(TAWA, 5), free(KADAI, 5)]
    for id in ("evt_1", "evt_1", "evt_2"):
        held.hear(CONFIRMED, id)
    assert (held.stocks(), held.told()) == (SOLD, [free(TAWA, 3), free(KADAI, 4)])


def test_order_confirmed_late_after_its_pieces_went_to_others_is_short(held: Doors) -> None:
    held.let_holds_run_out()
    held.catalog.hold("ord_2", (TAWA, 4))
    held.hear(CONFIRMED, "evt_1")
    assert held.stocks() == ((0, 4, 1, 5, 1), (4, 0, 1, 5, 0))
    held.hear(CANCELLED, "evt_2")
    assert held.stocks() == ((1, 4, 0, 5, 0), (5, 0, 0, 5, 0))


def test_order_confirmed_late_after_the_cancellation_sells_nothing(held: Doors) -> None:
    held.hear(CANCELLED, "evt_2")
    held.told()
    held.hear(CONFIRMED, "evt_1")
    assert (held.stocks(), held.told()) == (UNTOUCHED, [])


def test_order_confirmed_late_after_run_out_and_cancellation_sells_nothing(held: Doors) -> None:
    held.let_holds_run_out()
    held.hear(CANCELLED, "evt_2")
    held.told()
    held.hear(CONFIRMED, "evt_1")
    assert (held.stocks(), held.told()) == (UNTOUCHED, [])


def test_order_confirmed_early_without_a_hold_sells_nothing(shop: Doors) -> None:
    """No order is placed before catalog has said that it holds: nothing is on its way."""
    shop.hear(CONFIRMED, "evt_1")
    assert (shop.stocks(), shop.told()) == (UNTOUCHED, [])


@pytest.mark.parametrize("event", [CONFIRMED, CANCELLED], ids=lambda event: event.wire_name())
def test_an_order_that_comes_early_waits_for_the_stock(catalog: Catalog, event: Event) -> None:
    with pytest.raises(NotFound) as early:
        Doors(catalog).hear(event, "evt_1")
    assert fate_of(early.value) is Fate.RETRY


def test_order_cancelled_twice_gives_back_once(held: Doors) -> None:
    for id in ("evt_1", "evt_1", "evt_2"):
        held.hear(CANCELLED, id)
    assert (held.stocks(), held.told()) == (UNTOUCHED, [free(TAWA, 5), free(KADAI, 5)])


def test_order_cancelled_twice_leaves_the_next_order_its_pieces(held: Doors) -> None:
    held.hear(CANCELLED, "evt_1")
    held.catalog.hold("ord_2", (TAWA, 5))
    held.hear(CANCELLED, "evt_1")
    held.hear(CANCELLED, "evt_2")
    assert held.stocks() == ((0, 5, 0, 5, 0), (5, 0, 0, 5, 0))


def test_order_cancelled_late_after_the_sale_gives_back_once(held: Doors) -> None:
    held.hear(CONFIRMED, "evt_1")
    for id in ("evt_2", "evt_2", "evt_3"):
        held.hear(CANCELLED, id)
    assert (held.stocks(), held.told()) == (UNTOUCHED, [free(TAWA, 5), free(KADAI, 5)])


def test_order_cancelled_late_after_its_hold_ran_out_gives_nothing_more_back(held: Doors) -> None:
    held.let_holds_run_out()
    held.told()
    held.hear(CANCELLED, "evt_1")
    assert (held.stocks(), held.told()) == (UNTOUCHED, [])


def test_order_cancelled_early_before_the_confirmation_gives_back_what_is_held(
    held: Doors,
) -> None:
    held.hear(CANCELLED, "evt_2")
    held.hear(CONFIRMED, "evt_1")
    held.hear(CONFIRMED, "evt_1")
    assert (held.stocks(), held.told()) == (UNTOUCHED, [free(TAWA, 5), free(KADAI, 5)])


def test_order_cancelled_early_before_its_hold_leaves_nothing_to_hold(shop: Doors) -> None:
    shop.hear(CANCELLED, "evt_1")
    with pytest.raises(OrderTakenBack) as refused:
        shop.hold_stock(hold("ord_1", (TAWA, 2), (KADAI, 1)), cause=Cause())
    assert (refused.value.field, refused.value.status) == ("order_id", 409)
    assert (shop.stocks(), shop.told()) == (UNTOUCHED, [])
    shop.catalog.hold("ord_2", (TAWA, 5))
    assert shop.stocks() == ((0, 5, 0, 5, 0), (5, 0, 0, 5, 0))


def test_order_cancelled_twice_is_remembered_once(held: Doors) -> None:
    for id in ("evt_1", "evt_1", "evt_2"):
        held.hear(CANCELLED, id)
    versions = [held.catalog.kept("stocks", id)["version"] for id in (TAWA, KADAI)]
    assert held.catalog.kept("stocks", TAWA)["taken_back"] == ["ord_1"]
    held.hear(CANCELLED, "evt_3")
    assert [held.catalog.kept("stocks", id)["version"] for id in (TAWA, KADAI)] == versions


def test_order_cancelled_late_after_half_of_its_hold_leaves_nothing_held(held: Doors) -> None:
    """The repeat of a question, whose first lines were taken back while it waited for its turn."""
    held.catalog.handle(TakeBackStock(product_id=TAWA, order_id="ord_1"))
    with pytest.raises(OrderTakenBack):
        held.hold_stock(hold("ord_1", (TAWA, 2), (KADAI, 1)), cause=Cause())
    held.hear(CANCELLED, "evt_1")
    assert held.stocks() == UNTOUCHED
