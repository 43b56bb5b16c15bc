"""Each event that orders hears: twice, late and early."""

from datetime import date
from typing import Any

import pytest

from chassis.errors import Fate, NotFound, NotYet, fate_of
from contracts.delivery import (
    CoverageChanged,
    DeliveryAssigned,
    ShipmentCancelled,
    ShipmentCreated,
    ShipmentDelivered,
    ShipmentEvent,
    ShipmentInTransit,
    ShipmentOutForDelivery,
    ShipmentPickedUp,
    ShipmentReturned,
    ShipmentUndelivered,
)
from contracts.message import Event
from contracts.orders import OrderCompleted
from services.orders.commands import CancelOrder, ExpireOrder
from tests.unit.orders.parcels import parcel
from tests.unit.orders.pretend import BUYER, PEDA, TAWA, World, wish
from tests.unit.orders.test_forgetting import forget, forgotten
from tests.unit.orders.test_paying import ASKED, CAPTURED, CONFIRMED, FAILED, PROMISED, REFUNDED

ALL_PAYMENTS = (CAPTURED, PROMISED, FAILED, ASKED, REFUNDED)
ON_ITS_WAY = (ShipmentCreated, ShipmentPickedUp, ShipmentInTransit, ShipmentOutForDelivery)
AT_ITS_END = (ShipmentDelivered, ShipmentReturned, ShipmentCancelled)
STEPS = (*ON_ITS_WAY, ShipmentUndelivered, *AT_ITS_END)
COMPLETED = OrderCompleted(order_id="ord_1", buyer_id=BUYER, product_ids=[PEDA, TAWA])
ASSIGNED = DeliveryAssigned(
    shipment_id="shp_con_1",
    order_id="ord_1",
    consignment_id="con_1",
    partner_id="par_1",
    promised_on=date(2025, 10, 18),
)
NEAR = CoverageChanged(partner_id="par_1", pins=["814112"], days=3, cod=True)
FAR = CoverageChanged(partner_id="par_1", pins=["834009"], days=2, cod=False)


def each(*events: Any) -> Any:
    """A test for each of these events, by their wire names."""
    return pytest.mark.parametrize("event", events, ids=lambda event: event.wire_name())


def name_of(step: type[ShipmentEvent]) -> str:
    return step.wire_name().partition(".")[2]


def hear_twice(world: World, event: Event, *, sequence: int = 1) -> None:
    """The same event comes once more: nothing at all is written."""
    world.hear(event, id="evt_same", sequence=sequence)
    before, told = world.order(), world.told()
    assert world.hear(event, id="evt_same", sequence=sequence) is None
    assert (world.order(), world.told()) == (before, told)


def is_noted_only(world: World, event: Event, *, sequence: int = 1) -> None:
    """A line in the timeline, and nothing else: neither the order nor the world hears of it."""
    before, told = world.order(), world.told()
    world.hear(event, sequence=sequence)
    after = world.order()
    assert after["timeline"].pop()["event"] == event.wire_name()
    ours = {"version", "handled", "heard"}
    assert {k: v for k, v in after.items() if k not in ours} == {
        k: v for k, v in before.items() if k not in ours
    }
    assert world.told() == told


def waits(world: World, event: Event, because: type[Exception], *, sequence: int = 1) -> None:
    """Nothing is written, and it is tried again."""
    before = world.store.get("orders", "ord_1")
    with pytest.raises(because) as early:
        world.hear(event, id="evt_early", sequence=sequence)
    assert fate_of(early.value) is Fate.RETRY
    assert world.store.get("orders", "ord_1") == before


@pytest.fixture
def cancelled(placed: World) -> World:
    placed.do(CancelOrder(order_id="ord_1", reason="buyer"))
    return placed


@pytest.fixture
def expired(placed: World) -> World:
    placed.forward(hours=1)
    placed.do(ExpireOrder(order_id="ord_1"))
    assert placed.order()["status"] == "cancelled"
    return placed


@pytest.fixture
def completed(confirmed: World) -> World:
    for consignment in ("con_1", "con_2"):
        confirmed.hear(parcel(ShipmentDelivered, consignment), sequence=9)
    assert confirmed.told()[2:] == [COMPLETED]
    return confirmed


@each(CAPTURED, PROMISED)
def test_money_that_comes_twice_confirms_the_order_once(placed: World, event: Event):
    hear_twice(placed, event)
    is_noted_only(placed, event)
    assert (placed.order()["status"], placed.told()[1:]) == ("confirmed", [CONFIRMED])


@each(CAPTURED, PROMISED)
@pytest.mark.parametrize("ended", ["cancelled", "expired", "completed"])
def test_money_that_comes_late_brings_no_order_back(
    request: pytest.FixtureRequest, ended: str, event: Event
):
    is_noted_only(request.getfixturevalue(ended), event)


def test_payment_failed_twice_cancels_the_order_once(placed: World):
    hear_twice(placed, FAILED)
    is_noted_only(placed, FAILED)
    assert [event.wire_name() for event in placed.told()] == ["order.placed", "order.cancelled"]


@pytest.mark.parametrize("moved", ["confirmed", "cancelled", "expired", "completed"])
def test_payment_failed_late_leaves_the_order_where_it_is(
    request: pytest.FixtureRequest, moved: str
):
    is_noted_only(request.getfixturevalue(moved), FAILED)


@each(ASKED, REFUNDED)
def test_other_news_of_money_twice_are_noted_once_for_each_id(placed: World, event: Event):
    hear_twice(placed, event)
    is_noted_only(placed, event)


@each(ASKED, REFUNDED)
@pytest.mark.parametrize("moved", ["confirmed", "cancelled", "expired", "completed"])
def test_other_news_of_money_late_are_noted_only(
    request: pytest.FixtureRequest, moved: str, event: Event
):
    is_noted_only(request.getfixturevalue(moved), event)


@each(*ALL_PAYMENTS)
def test_news_of_money_early_wait_for_the_order(world: World, event: Event):
    waits(world, event, NotFound)
    world.do(wish())
    world.hear(event, id="evt_early")
    assert world.timeline()[1] == (event.wire_name(), "")


def coverage(world: World) -> tuple[list[str], bool, int]:
    kept = world.store.get("coverages", "par_1")
    assert kept is not None
    assert world.store.events("coverages", "par_1") == []
    return kept["pins"], kept["cod"], kept["heard"]


def test_coverage_changed_twice_is_kept_once(world: World):
    for id in ("evt_1", "evt_1", "evt_2"):
        world.hear(NEAR, id=id, sequence=1)
    kept = world.store.get("coverages", "par_1")
    assert kept is not None
    assert (coverage(world), kept["version"]) == ((["814112"], True, 1), 1)


def test_coverage_changed_late_gives_way_to_the_newer_word(world: World):
    world.hear(FAR, sequence=2)
    world.hear(NEAR, sequence=1)
    assert coverage(world) == (["834009"], False, 2)


def test_coverage_changed_early_is_the_word_of_a_partner_not_heard_of_before(world: World):
    world.hear(FAR, sequence=7)
    assert coverage(world) == (["834009"], False, 7)


def test_delivery_assigned_twice_promises_one_day(placed: World):
    hear_twice(placed, ASSIGNED)
    is_noted_only(placed, ASSIGNED)
    assert placed.order()["promises"] == {"con_1": "2025-10-18"}


@pytest.mark.parametrize("moved", ["confirmed", "cancelled", "completed"])
def test_delivery_assigned_late_is_kept_and_moves_nothing(
    request: pytest.FixtureRequest, moved: str
):
    world = request.getfixturevalue(moved)
    before, told = world.order(), world.told()
    world.hear(ASSIGNED, sequence=1)
    assert world.order()["promises"] == {"con_1": "2025-10-18"}
    for field in ("status", "progress", "heard"):
        assert world.order()[field] == before[field]
    assert world.told() == told


def test_delivery_assigned_early_waits_for_the_order(world: World):
    waits(world, ASSIGNED, NotFound)


@each(*STEPS)
def test_a_step_that_comes_twice_is_taken_once(confirmed: World, event: type[ShipmentEvent]):
    hear_twice(confirmed, parcel(event, "con_1"), sequence=3)
    is_noted_only(confirmed, parcel(event, "con_1"), sequence=3)
    is_noted_only(confirmed, parcel(event, "con_1"), sequence=4)
    assert confirmed.order()["progress"] == {"con_1": name_of(event), "con_2": "waiting"}
    assert confirmed.told()[1:] == [CONFIRMED]


@each(*AT_ITS_END)
def test_an_end_that_comes_twice_ends_the_order_once(confirmed: World, event: type[ShipmentEvent]):
    for consignment in ("con_1", "con_2", "con_1", "con_2"):
        confirmed.hear(parcel(event, consignment), sequence=9)
    end = "completed" if event is ShipmentDelivered else "cancelled"
    assert [fact.wire_name() for fact in confirmed.told()[2:]] == [f"order.{end}"]


@each(*STEPS)
def test_a_step_that_comes_late_moves_no_parcel_back(confirmed: World, event: type[ShipmentEvent]):
    confirmed.hear(parcel(ShipmentOutForDelivery, "con_1"), sequence=6)
    is_noted_only(confirmed, parcel(event, "con_1"), sequence=5)


@each(*STEPS)
@pytest.mark.parametrize("sequence", [5, 10])
@pytest.mark.parametrize("ended", ["cancelled", "completed"])
def test_a_step_that_comes_late_moves_no_order_that_has_ended(
    request: pytest.FixtureRequest, ended: str, sequence: int, event: type[ShipmentEvent]
):
    is_noted_only(request.getfixturevalue(ended), parcel(event, "con_1"), sequence=sequence)


@each(*STEPS)
def test_a_step_that_comes_early_waits_for_the_order(world: World, event: type[ShipmentEvent]):
    waits(world, parcel(event, "con_1"), NotFound)


@each(*STEPS)
def test_a_step_that_comes_early_waits_until_the_order_is_confirmed(
    placed: World, event: type[ShipmentEvent]
):
    waits(placed, parcel(event, "con_1"), NotYet, sequence=3)
    placed.hear(CAPTURED)
    placed.hear(parcel(event, "con_1"), id="evt_early", sequence=3)
    assert placed.order()["progress"]["con_1"] == name_of(event)


@each(*STEPS)
def test_a_step_that_comes_early_skips_those_before_it(
    confirmed: World, event: type[ShipmentEvent]
):
    confirmed.hear(parcel(event, "con_1"), sequence=8)
    assert confirmed.order()["progress"]["con_1"] == name_of(event)
    for sequence, kind in enumerate(ON_ITS_WAY, 2):
        is_noted_only(confirmed, parcel(kind, "con_1"), sequence=sequence)


def test_account_erased_twice_is_forgotten_once(world: World):
    world.do(wish())
    world.do(CancelOrder(order_id="ord_1", reason="buyer"))
    forget(world)
    before = world.order()
    assert forgotten(world) == (False, "", "", "834009")
    assert before["payment"] == {"method": "card", "token": ""}
    for id in ("evt_erased", "evt_again"):
        forget(world, id=id)
    assert world.order() == before


def test_account_erased_late_after_its_order_has_ended_leaves_what_law_keeps(confirmed: World):
    for number, parcel_id in enumerate(confirmed.order()["progress"]):
        confirmed.hear(parcel(ShipmentDelivered, parcel_id), sequence=9 + number)
    before, told = confirmed.order(), confirmed.told()
    forget(confirmed)
    after = confirmed.order()
    assert forgotten(confirmed)[:3] == (False, "", "")
    for kept in ("status", "consignments", "timeline", "placed_at", "ended_at", "progress"):
        assert after[kept] == before[kept]
    assert confirmed.told() == told


def test_account_erased_early_while_its_order_is_under_way_waits_for_the_end(confirmed: World):
    forget(confirmed)
    assert forgotten(confirmed)[0]
    assert confirmed.order()["deliver_to"]["phone"] != ""
    for number, parcel_id in enumerate(confirmed.order()["progress"]):
        confirmed.hear(parcel(ShipmentDelivered, parcel_id), sequence=9 + number)
    assert forgotten(confirmed)[:3] == (False, "", "")
    assert confirmed.order()["to_forget"] == []
    assert confirmed.told()[-1] == COMPLETED
