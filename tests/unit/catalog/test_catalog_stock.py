"""What orders, counts and time do to stock: once, twice, early, late, and in any order."""

import random
from contextlib import suppress
from datetime import timedelta

import pytest
from catalog_kit import FAR_OFFICER, NOW, OFFICER, OWNER, STRANGER, UNTIL, Catalog

from chassis import metrics
from chassis.context import Cause, begin
from chassis.errors import Fate, Forbidden, NotFound, fate_of
from contracts.orders import OrderCancelled, OrderConfirmed
from services.catalog.commands import (
    CountStock,
    ExpireHolds,
    ReleaseHold,
    SellStock,
    TakeBackStock,
)
from services.catalog.domain.refusals import OrderTakenBack, OutOfStock, ProductNotFound
from services.catalog.domain.stock import MOST_LAPSED, MOST_SALES, MOST_TAKEN_BACK, Hold, Stock
from services.catalog.entrypoints.stock import StockDoors

TAWA, KADAI = "prd_tawa", "prd_kadai"
SELL = SellStock(product_id=TAWA, order_id="ord_1")
TAKE_BACK = TakeBackStock(product_id=TAWA, order_id="ord_1")
EXPIRE = ExpireHolds(product_id=TAWA)


def test_a_count_sets_what_is_free(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.box.events.clear()
    for _ in range(2):
        market.handle(CountStock(product_id=TAWA, quantity=10, by=OWNER))
    assert market.stock() == (10, 2, 0, 12, 0)
    assert market.box.events == [("stock.changed", b'{"product_id":"prd_tawa","free":10}')]


@pytest.mark.parametrize("by", [STRANGER, FAR_OFFICER])
def test_others_do_not_count(market: Catalog, by: object) -> None:
    with pytest.raises(Forbidden):
        market.handle(CountStock(product_id=TAWA, quantity=10, by=by))  # type: ignore[arg-type]
    assert market.stock() == (5, 0, 0, 5, 0)


def test_what_there_is_not_cannot_be_counted(market: Catalog) -> None:
    with pytest.raises(ProductNotFound):
        market.handle(CountStock(product_id="prd_none", quantity=10, by=OFFICER))


def test_a_confirmed_order_is_sold_once(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.box.events.clear()
    market.handle_event(SELL, "evt_1")
    market.handle_event(SELL, "evt_1")
    market.handle_event(SELL, "evt_2")
    assert market.stock() == (3, 0, 2, 5, 0)
    assert market.box.events == []


def test_a_confirmation_before_the_stock_is_tried_again(catalog: Catalog) -> None:
    for command in (SELL, TAKE_BACK):
        with pytest.raises(NotFound) as refused:
            catalog.handle_event(command, "evt_1")
        assert fate_of(refused.value) is Fate.RETRY


def test_a_cancelled_order_gives_back_what_it_held_once(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.box.events.clear()
    market.handle_event(TAKE_BACK, "evt_1")
    market.handle_event(TAKE_BACK, "evt_1")
    market.handle_event(TAKE_BACK, "evt_2")
    assert market.stock() == (5, 0, 0, 5, 0)
    assert market.box.names() == ["stock.changed"]


def test_a_cancelled_order_gives_back_what_was_sold_to_it_once(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.handle_event(SELL, "evt_1")
    market.handle_event(TAKE_BACK, "evt_2")
    market.handle_event(TAKE_BACK, "evt_3")
    assert market.stock() == (5, 0, 0, 5, 0)


def test_a_confirmation_that_comes_after_the_cancellation_sells_nothing(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.handle_event(TAKE_BACK, "evt_2")
    market.handle_event(SELL, "evt_1")
    assert market.stock() == (5, 0, 0, 5, 0)


@pytest.mark.parametrize("was", ["never held", "held", "run out", "sold"])
def test_a_hold_that_comes_after_the_cancellation_is_refused(market: Catalog, was: str) -> None:
    if was != "never held":
        market.hold("ord_1", (TAWA, 2))
    if was == "run out":
        market.clock.at = UNTIL
        market.handle(EXPIRE)
    if was == "sold":
        market.handle_event(SELL, "evt_1")
    market.handle_event(TAKE_BACK, "evt_2")
    market.box.events.clear()
    with pytest.raises(OrderTakenBack) as refused:
        market.hold("ord_1", (TAWA, 2))
    assert (refused.value.code, refused.value.status) == ("order_taken_back", 409)
    assert refused.value.detail("hi") == "यह ऑर्डर रद्द हो चुका है; इसके लिए सामान नहीं रखा जाएगा।"
    assert (market.stock(), market.box.events) == ((5, 0, 0, 5, 0), [])


def test_a_hold_that_comes_after_a_release_holds_again(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.handle(ReleaseHold(product_id=TAWA, order_id="ord_1"))
    market.hold("ord_1", (TAWA, 2))
    assert market.stock() == (3, 2, 0, 5, 0)
    assert market.kept("stocks", TAWA)["taken_back"] == []


def test_a_hold_runs_out_at_its_time_and_not_before(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.hold("ord_2", (TAWA, 1), until=UNTIL + timedelta(seconds=1))
    market.clock.at = UNTIL - timedelta(milliseconds=1)
    market.handle(EXPIRE)
    assert market.stock() == (2, 3, 0, 5, 0)
    market.clock.at = UNTIL
    market.box.events.clear()
    market.handle(EXPIRE)
    market.handle(EXPIRE)
    assert market.stock() == (4, 1, 0, 5, 0)
    assert market.box.names() == ["stock.changed"]


def test_late_money_finds_pieces_that_are_free(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.clock.at = UNTIL
    market.handle(EXPIRE)
    market.handle_event(SELL, "evt_1")
    assert market.stock() == (3, 0, 2, 5, 0)


def test_late_money_that_finds_too_few_is_short_and_told(
    market: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    before = metrics.STOCK_SHORT._value.get()
    market.hold("ord_1", (TAWA, 4))
    market.clock.at = UNTIL
    market.handle(EXPIRE)
    market.hold("ord_2", (TAWA, 3))
    market.handle_event(SELL, "evt_1")
    market.handle_event(SELL, "evt_1")
    assert market.stock() == (0, 3, 2, 5, 2)
    assert metrics.STOCK_SHORT._value.get() - before == 2
    assert [record.getMessage() for record in caplog.records] == ["paid pieces were gone: 2"]
    market.handle_event(TAKE_BACK, "evt_2")
    assert market.stock() == (2, 3, 0, 5, 0)


def test_an_order_cancelled_after_its_hold_ran_out_is_forgotten(market: Catalog) -> None:
    market.hold("ord_1", (TAWA, 2))
    market.clock.at = UNTIL
    market.handle(EXPIRE)
    market.handle_event(TAKE_BACK, "evt_1")
    assert market.stock() == (5, 0, 0, 5, 0)
    assert market.kept("stocks", TAWA)["lapsed"] == []


def test_what_is_remembered_is_bounded() -> None:
    stock = Stock.of(TAWA, 10_000)
    for number in range(MOST_SALES + 1):
        stock.hold(wanted(f"ord_{number}"))
        stock.sell(f"ord_{number}")
    assert (len(stock.sales), stock.sold) == (MOST_SALES, MOST_SALES + 1)
    stock.take_back("ord_0")
    assert stock.sold == MOST_SALES + 1
    for number in range(1_000, 1_000 + MOST_LAPSED + 1):
        stock.hold(wanted(f"ord_{number}"))
    stock.lapse(UNTIL)
    assert (len(stock.lapsed), stock.held) == (MOST_LAPSED, 0)
    for number in range(MOST_TAKEN_BACK + 1):
        stock.take_back(f"ord_{number}")
    assert stock.taken_back == [f"ord_{number}" for number in range(1, MOST_TAKEN_BACK + 1)]


def wanted(order_id: str, quantity: int = 1, minutes: int = 0) -> Hold:
    until = NOW + timedelta(minutes=minutes)
    return Hold(order_id=order_id, quantity=quantity, unit_price=100, until=until)


@pytest.mark.parametrize("seed", range(40))
def test_pieces_add_up_whatever_happens(seed: int) -> None:
    chance = random.Random(seed)
    stock, told = Stock.of(TAWA, 12), 12
    for turn in range(300):
        with suppress(OutOfStock, OrderTakenBack):
            happen(stock, chance, f"ord_{turn // 20 + chance.randrange(8)}")
        assert stock.free >= 0
        assert stock.free + stock.held + stock.sold == stock.counted
        assert stock.short == sum(sale.short for sale in stock.sales)
        assert stock.sold == sum(sale.quantity - sale.short for sale in stock.sales)
        claims = [claim.order_id for claim in [*stock.holds, *stock.sales, *stock.lapsed]]
        assert len(claims) == len(set(claims))
        assert set(claims).isdisjoint(stock.taken_back)
        told = stock.facts[-1].free if stock.facts else told  # type: ignore[attr-defined]
        assert told == stock.free


def happen(stock: Stock, chance: random.Random, order_id: str) -> None:
    step = chance.choice(["hold", "hold", "hold", "sell", "release", "back", "lapse", "count"])
    if step == "hold":
        stock.hold(wanted(order_id, chance.randint(1, 4), chance.randrange(60)))
    elif step == "sell":
        stock.sell(order_id)
    elif step == "release":
        stock.release(order_id)
    elif step == "back":
        stock.take_back(order_id)
    elif step == "lapse":
        stock.lapse(NOW + timedelta(minutes=chance.randrange(60)))
    else:
        stock.count(chance.randrange(12))


class Doors(StockDoors):
    """The doors over the memory store."""

    def __init__(self, catalog: Catalog) -> None:
        self.service = catalog  # type: ignore[assignment]


def confirmed(*product_ids: str) -> OrderConfirmed:
    return OrderConfirmed(
        order_id="ord_1",
        buyer_id="per_buyer",
        seller_person_ids=["per_owner"],
        product_ids=list(product_ids),
        total=1,
    )


def cancelled(*product_ids: str) -> OrderCancelled:
    return OrderCancelled(
        order_id="ord_1",
        buyer_id="per_buyer",
        seller_person_ids=["per_owner"],
        product_ids=list(product_ids),
        reason="buyer",
    )


def test_an_event_of_several_products_reaches_each_and_only_once(market: Catalog) -> None:
    market.live(KADAI)
    market.hold("ord_1", (TAWA, 2), (KADAI, 1))
    doors = Doors(market)
    market.handle_event(SELL, "evt_1")
    for _ in range(2):
        begin(Cause(event_id="evt_1"))
        doors.on_order_confirmed(confirmed(TAWA, KADAI))
    assert (market.stock(TAWA), market.stock(KADAI)) == ((3, 0, 2, 5, 0), (4, 0, 1, 5, 0))
    for event_id in ("evt_2", "evt_2", "evt_3"):
        begin(Cause(event_id=event_id))
        doors.on_order_cancelled(cancelled(TAWA, KADAI))
    begin(Cause())
    assert (market.stock(TAWA), market.stock(KADAI)) == ((5, 0, 0, 5, 0), (5, 0, 0, 5, 0))


def test_an_order_without_a_hold_sells_nothing_and_releases_nothing(market: Catalog) -> None:
    market.handle_event(SELL, "evt_1")
    market.handle(ReleaseHold(product_id=TAWA, order_id="ord_1"))
    assert market.stock() == (5, 0, 0, 5, 0)
    assert market.box.events == []
