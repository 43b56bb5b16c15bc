"""Orders that end before they are delivered: cancelled, expired."""

import pytest

from chassis.errors import NotFound
from contracts.delivery import ShipmentCreated, ShipmentPickedUp
from contracts.orders import OrderCancelled, OrderExpired
from contracts.payments import PaymentCaptured
from services.orders.commands import CancelOrder, ExpireOrder
from services.orders.domain.refusals import ParcelHasLeft
from tests.unit.orders.parcels import parcel
from tests.unit.orders.pretend import BUYER, MAKER, PEDA, SMITH, TAWA, TOTAL, World

BY_BUYER = CancelOrder(order_id="ord_1", reason="buyer")
EXPIRE = ExpireOrder(order_id="ord_1")
EXPIRED = OrderExpired(order_id="ord_1", buyer_id=BUYER)


def cancelled(reason: str) -> OrderCancelled:
    return OrderCancelled(
        order_id="ord_1",
        buyer_id=BUYER,
        seller_person_ids=[MAKER, SMITH],
        product_ids=[PEDA, TAWA],
        reason=reason,  # type: ignore[arg-type]
    )


def test_a_buyer_cancels_a_placed_order(placed: World):
    placed.do(BY_BUYER)
    assert placed.order()["status"] == "cancelled"
    assert placed.told()[1:] == [cancelled("buyer")]
    assert placed.timeline() == [("order.placed", ""), ("order.cancelled", "")]


def test_a_buyer_cancels_a_confirmed_order_before_any_parcel_left(confirmed: World):
    confirmed.hear(parcel(ShipmentCreated, "con_1"))
    confirmed.do(BY_BUYER)
    assert confirmed.order()["status"] == "cancelled"
    assert confirmed.order()["progress"] == {"con_1": "cancelled", "con_2": "cancelled"}
    assert confirmed.told()[2:] == [cancelled("buyer")]


def test_once_a_parcel_has_left_it_is_too_late(confirmed: World):
    confirmed.hear(parcel(ShipmentPickedUp, "con_2"))
    before, told = confirmed.order(), confirmed.told()
    with pytest.raises(ParcelHasLeft) as refused:
        confirmed.do(BY_BUYER)
    assert (refused.value.status, refused.value.field) == (409, "status")
    assert confirmed.order() == before
    assert confirmed.told() == told


def test_cancelling_again_changes_nothing(placed: World):
    placed.do(BY_BUYER)
    before = placed.order()
    placed.do(CancelOrder(order_id="ord_1", reason="seller"))
    assert placed.order() == before
    assert len(placed.told()) == 2


@pytest.mark.parametrize("command", [BY_BUYER, EXPIRE])
def test_an_order_that_is_not_there_is_not_found(world: World, command: CancelOrder):
    with pytest.raises(NotFound):
        world.do(command)


def test_nobody_paid_in_time(placed: World):
    placed.forward(minutes=30)
    placed.do(EXPIRE)
    assert placed.order()["status"] == "cancelled"
    assert placed.told()[1:] == [EXPIRED, cancelled("expired")]
    assert placed.timeline()[1:] == [("order.expired", ""), ("order.cancelled", "")]


def test_an_order_does_not_expire_before_its_time(placed: World):
    placed.forward(minutes=29, seconds=59.999)
    before = placed.order()
    placed.do(EXPIRE)
    assert placed.order() == before


def test_an_order_that_was_paid_meanwhile_does_not_expire(confirmed: World):
    confirmed.forward(hours=2)
    before = confirmed.order()
    confirmed.do(EXPIRE)
    assert confirmed.order() == before


def test_an_order_expires_once(placed: World):
    placed.forward(hours=1)
    placed.do(EXPIRE)
    before = placed.order()
    placed.do(EXPIRE)
    assert placed.order() == before


def test_money_for_an_expired_order_does_not_bring_it_back(placed: World):
    placed.forward(hours=1)
    placed.do(EXPIRE)
    placed.hear(PaymentCaptured(payment_id="pay_1", order_id="ord_1", amount=TOTAL))
    assert placed.order()["status"] == "cancelled"
    assert len(placed.told()) == 3
