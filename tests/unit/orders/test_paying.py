"""What money does to an order: once, twice, late and early."""

from typing import Any

import pytest

from chassis.errors import NotFound
from contracts.orders import OrderCancelled, OrderConfirmed
from contracts.payments import (
    PaymentActionRequired,
    PaymentCaptured,
    PaymentFailed,
    PaymentPromised,
    RefundSucceeded,
)
from services.orders.commands import CancelOrder
from tests.unit.orders.pretend import BUYER, MAKER, PEDA, SMITH, TAWA, TOTAL, World

CAPTURED = PaymentCaptured(payment_id="pay_1", order_id="ord_1", amount=TOTAL)
PROMISED = PaymentPromised(payment_id="pay_1", order_id="ord_1", amount=TOTAL)
FAILED = PaymentFailed(payment_id="pay_1", order_id="ord_1", reason="card_declined")
ASKED = PaymentActionRequired(payment_id="pay_1", order_id="ord_1", buyer_id=BUYER)
REFUNDED = RefundSucceeded(payment_id="pay_1", order_id="ord_1", buyer_id=BUYER, amount=TOTAL)
CONFIRMED = OrderConfirmed(
    order_id="ord_1",
    buyer_id=BUYER,
    seller_person_ids=[MAKER, SMITH],
    product_ids=[PEDA, TAWA],
    total=TOTAL,
)


@pytest.mark.parametrize("money", [CAPTURED, PROMISED])
def test_money_or_its_promise_confirms(placed: World, money: Any):
    placed.hear(money)
    assert placed.order()["status"] == "confirmed"
    assert placed.told()[1:] == [CONFIRMED]
    assert placed.timeline() == [
        ("order.placed", ""),
        (money.wire_name(), ""),
        ("order.confirmed", ""),
    ]


def test_the_same_money_twice_confirms_once(placed: World):
    placed.hear(CAPTURED, id="evt_money")
    before = placed.order()
    assert placed.hear(CAPTURED, id="evt_money") is None
    assert placed.order() == before
    assert placed.told()[1:] == [CONFIRMED]


def test_other_news_of_the_same_money_confirms_once(placed: World):
    placed.hear(CAPTURED, id="evt_1")
    placed.hear(CAPTURED, id="evt_2")
    assert placed.order()["status"] == "confirmed"
    assert placed.told()[1:] == [CONFIRMED]


def test_money_that_comes_after_the_end_is_noted_and_changes_nothing(placed: World):
    placed.do(CancelOrder(order_id="ord_1", reason="buyer"))
    told = placed.told()
    placed.hear(CAPTURED)
    assert placed.order()["status"] == "cancelled"
    assert placed.told() == told
    assert placed.timeline()[-1] == ("payment.captured", "")


@pytest.mark.parametrize("event", [CAPTURED, PROMISED, FAILED, ASKED, REFUNDED])
def test_news_of_an_order_not_yet_heard_of_are_for_later(world: World, event: Any):
    with pytest.raises(NotFound) as early:
        world.hear(event)
    assert early.value.field == "order_id"
    assert world.store.get("orders", "ord_1") is None


def test_a_failed_payment_cancels(placed: World):
    placed.hear(FAILED)
    assert placed.order()["status"] == "cancelled"
    assert placed.order()["progress"] == {"con_1": "cancelled", "con_2": "cancelled"}
    assert placed.told()[1:] == [
        OrderCancelled(
            order_id="ord_1",
            buyer_id=BUYER,
            seller_person_ids=[MAKER, SMITH],
            product_ids=[PEDA, TAWA],
            reason="payment_failed",
        )
    ]


def test_a_failure_after_other_money_is_noted_and_changes_nothing(confirmed: World):
    told = confirmed.told()
    confirmed.hear(FAILED)
    assert confirmed.order()["status"] == "confirmed"
    assert confirmed.told() == told
    assert confirmed.timeline()[-1] == ("payment.failed", "")


def test_a_failure_twice_cancels_once(placed: World):
    placed.hear(FAILED, id="evt_1")
    assert placed.hear(FAILED, id="evt_1") is None
    placed.hear(FAILED, id="evt_2")
    assert len(placed.told()) == 2


@pytest.mark.parametrize("event", [ASKED, REFUNDED])
def test_other_news_of_money_are_noted_only(placed: World, event: Any):
    placed.hear(event)
    assert placed.order()["status"] == "placed"
    assert len(placed.told()) == 1
    assert placed.timeline()[-1] == (event.wire_name(), "")
