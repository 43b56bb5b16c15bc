"""Parcels on their way: followed forward only, whatever the order in which news come."""

import random
from datetime import date

import pytest

from chassis.errors import NotFound
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
from contracts.orders import OrderCancelled, OrderCompleted
from services.orders.commands import CancelOrder
from services.orders.domain.order import CONSIGNMENT_MOVES, ENDED
from tests.unit.orders.parcels import parcel
from tests.unit.orders.pretend import BUYER, MAKER, PEDA, SMITH, TAWA, World

COMPLETED = OrderCompleted(order_id="ord_1", buyer_id=BUYER, product_ids=[PEDA, TAWA])
WAY: list[tuple[type[ShipmentEvent], str]] = [
    (ShipmentCreated, "created"),
    (ShipmentPickedUp, "picked_up"),
    (ShipmentInTransit, "in_transit"),
    (ShipmentOutForDelivery, "out_for_delivery"),
    (ShipmentDelivered, "delivered"),
]


def test_a_parcel_is_followed_step_by_step(confirmed: World):
    for kind, status in WAY:
        confirmed.hear(parcel(kind, "con_1"))
        assert confirmed.order()["progress"] == {"con_1": status, "con_2": "waiting"}
        assert confirmed.timeline()[-1] == (f"shipment.{status}", "con_1")
    assert confirmed.order()["status"] == "confirmed"


def test_the_last_delivered_parcel_completes_the_order(confirmed: World):
    confirmed.hear(parcel(ShipmentDelivered, "con_1"))
    assert confirmed.order()["status"] == "confirmed"
    confirmed.hear(parcel(ShipmentDelivered, "con_2"))
    assert confirmed.order()["status"] == "completed"
    assert confirmed.told()[2:] == [COMPLETED]
    assert confirmed.timeline()[-1] == ("order.completed", "")


@pytest.mark.parametrize("first", [ShipmentReturned, ShipmentDelivered])
def test_one_returned_and_one_delivered_complete_the_order(
    confirmed: World, first: type[ShipmentEvent]
):
    other = ShipmentReturned if first is ShipmentDelivered else ShipmentDelivered
    confirmed.hear(parcel(first, "con_1"))
    confirmed.hear(parcel(other, "con_2"))
    assert confirmed.order()["status"] == "completed"
    assert confirmed.told()[2:] == [COMPLETED]


@pytest.mark.parametrize("last", [ShipmentReturned, ShipmentCancelled])
def test_an_order_of_which_nothing_reached_the_buyer_is_cancelled(
    confirmed: World, last: type[ShipmentEvent]
):
    confirmed.hear(parcel(ShipmentReturned, "con_1"))
    assert confirmed.order()["status"] == "confirmed"
    confirmed.hear(parcel(last, "con_2"))
    assert confirmed.order()["status"] == "cancelled"
    assert confirmed.told()[2:] == [
        OrderCancelled(
            order_id="ord_1",
            buyer_id=BUYER,
            seller_person_ids=[MAKER, SMITH],
            product_ids=[PEDA, TAWA],
            reason="undeliverable",
        )
    ]


def test_the_same_news_twice_are_noted_once(confirmed: World):
    confirmed.hear(parcel(ShipmentPickedUp, "con_1"), id="evt_9")
    before = confirmed.order()
    assert confirmed.hear(parcel(ShipmentPickedUp, "con_1"), id="evt_9") is None
    assert confirmed.order() == before


@pytest.mark.parametrize(("late", "status"), WAY[:-1])
def test_late_news_are_noted_and_move_nothing_back(
    confirmed: World, late: type[ShipmentEvent], status: str
):
    confirmed.hear(parcel(ShipmentDelivered, "con_1"))
    confirmed.hear(parcel(late, "con_1"))
    assert confirmed.order()["progress"]["con_1"] == "delivered"
    assert confirmed.timeline()[-1] == (f"shipment.{status}", "con_1")


def test_a_second_attempt_follows_a_failed_one(confirmed: World):
    for kind in (ShipmentOutForDelivery, ShipmentUndelivered, ShipmentUndelivered):
        confirmed.hear(parcel(kind, "con_1"))
    assert confirmed.order()["progress"]["con_1"] == "undelivered"
    confirmed.hear(parcel(ShipmentDelivered, "con_1"))
    assert confirmed.order()["progress"]["con_1"] == "delivered"


@pytest.mark.parametrize("end", [ShipmentReturned, ShipmentDelivered, ShipmentCancelled])
def test_an_end_is_an_end(confirmed: World, end: type[ShipmentEvent]):
    confirmed.hear(parcel(end, "con_1"))
    ended = confirmed.order()["progress"]["con_1"]
    for kind in (ShipmentUndelivered, ShipmentDelivered, ShipmentReturned, ShipmentCancelled):
        confirmed.hear(parcel(kind, "con_1"))
    assert confirmed.order()["progress"]["con_1"] == ended


def test_parcels_of_a_cancelled_order_do_not_bring_it_back(confirmed: World):
    confirmed.do(CancelOrder(order_id="ord_1", reason="buyer"))
    told = confirmed.told()
    for kind, _ in WAY:
        confirmed.hear(parcel(kind, "con_1"))
        confirmed.hear(parcel(kind, "con_2"))
    assert confirmed.order()["status"] == "cancelled"
    assert confirmed.told() == told


@pytest.mark.parametrize("seed", range(40))
def test_in_any_order_news_move_forward_only_and_complete_once(confirmed: World, seed: int):
    order = random.Random(seed)
    news = [parcel(kind, con) for con in ("con_1", "con_2") for kind, _ in WAY]
    news += [parcel(ShipmentUndelivered, "con_1"), *order.sample(news, 4)]
    order.shuffle(news)
    ranks = {status: rank for rank, status in enumerate(CONSIGNMENT_MOVES)}
    for event in news:
        before = confirmed.order()["progress"]
        confirmed.hear(event)
        after = confirmed.order()["progress"]
        assert all(ranks[after[con]] >= ranks[before[con]] for con in after)
        assert all(after[con] == before[con] for con in after if before[con] in ENDED)
    assert confirmed.order()["progress"] == {"con_1": "delivered", "con_2": "delivered"}
    assert confirmed.told()[2:] == [COMPLETED]


def test_news_of_a_parcel_before_its_order_are_for_later(world: World):
    with pytest.raises(NotFound):
        world.hear(parcel(ShipmentCreated, "con_1"))


def test_the_promised_date_is_kept(confirmed: World):
    assigned = DeliveryAssigned(
        shipment_id="shp_1",
        order_id="ord_1",
        consignment_id="con_1",
        partner_id="par_1",
        promised_on=date(2025, 10, 18),
    )
    confirmed.hear(assigned)
    assert confirmed.order()["promises"] == {"con_1": "2025-10-18"}
    assert confirmed.timeline()[-1] == ("delivery.assigned", "con_1")
    with pytest.raises(NotFound):
        confirmed.hear(
            DeliveryAssigned(
                shipment_id="shp_1",
                order_id="ord_9",
                consignment_id="con_1",
                partner_id="par_1",
                promised_on=date(2025, 10, 18),
            )
        )


def test_a_partners_coverage_is_kept_and_replaced_as_a_whole(world: World):
    first = CoverageChanged(partner_id="par_1", pins=["814112", "834009"], days=3, cod=True)
    world.hear(first, id="evt_1")
    world.hear(CoverageChanged(partner_id="par_1", pins=["814113"], days=2, cod=False), id="evt_2")
    assert world.hear(first, id="evt_1") is None
    kept = world.store.get("coverages", "par_1")
    assert kept is not None
    assert (kept["pins"], kept["cod"], kept["status"]) == (["814113"], False, "known")
    assert world.store.events("coverages", "par_1") == []


def test_a_late_coverage_does_not_replace_a_newer_one(world: World):
    newer = CoverageChanged(partner_id="par_1", pins=["814113"], days=2, cod=False)
    world.hear(newer, id="evt_2", sequence=5)
    older = CoverageChanged(partner_id="par_1", pins=["814112"], days=3, cod=True)
    world.hear(older, id="evt_1", sequence=4)
    kept = world.store.get("coverages", "par_1")
    assert kept is not None
    assert (kept["pins"], kept["heard"]) == (["814113"], 5)


def test_the_parcel_s_own_count_tells_a_second_try_from_late_news(confirmed: World):
    steps = (ShipmentOutForDelivery, ShipmentUndelivered, ShipmentOutForDelivery)
    for sequence, kind in enumerate(steps, 5):
        confirmed.hear(parcel(kind, "con_1"), sequence=sequence)
    assert confirmed.order()["progress"]["con_1"] == "out_for_delivery"
    confirmed.hear(parcel(ShipmentInTransit, "con_1"), sequence=4)
    assert confirmed.order()["progress"]["con_1"] == "out_for_delivery"
