"""One order through all services, to each of its ends."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from clients.python import Haat, Problem
from clients.python.types.accounts import PersonBody
from clients.python.types.orders import CancelBody
from clients.python.types.payments import PaymentView
from deploy.sample.client import Client
from tests.market import FAR_PIN, Market


@pytest.fixture
def buyer(market: Market) -> Client:
    client = market.person()
    her = PersonBody(name="सुनीता देवी", language="hi", email=_mail(client))
    client.api.accounts.change_me(her)
    return client


def _mail(client: Client) -> str:
    return f"buyer{client.phone[1:]}@deoghar.example"


def _events(client: Client, order_id: str) -> list[str]:
    return [entry.event for entry in client.api.orders.read_timeline(order_id).entries]


def _payment(client: Client, order_id: str) -> PaymentView:
    return client.api.payments.read_payment(order_id=order_id)


def test_a_card_order_of_two_makers_is_paid_delivered_and_told_in_hindi(market, buyer):
    first, second = market.new_product(5, 10_000), market.new_product(5, 2_500)
    started = time.monotonic()
    order = market.place(buyer, {first: 2, second: 1})
    assert (order.status, order.total, len(order.consignments)) == ("placed", 22_500, 2)

    done = market.until_status(buyer, order.order_id, "completed")
    assert done.status == "completed"
    assert time.monotonic() - started < 30
    assert {part.status for part in done.consignments} == {"delivered"}
    seen = _events(buyer, order.order_id)
    assert seen[0] == "order.placed"
    assert seen[-1] == "order.completed"
    for event in ("payment.captured", "order.confirmed"):
        assert seen.count(event) == 1
    for event in ("delivery.assigned", "shipment.picked_up", "shipment.delivered"):
        assert seen.count(event) == 2
    payment = _payment(buyer, order.order_id)
    assert (payment.status, payment.captured, payment.refunded) == ("captured", 22_500, 0)
    assert (market.stock(first)["free"], market.stock(second)["free"]) == (3, 4)
    (charge,) = market.charges([order.order_id])[order.order_id]
    assert charge["amount"] == 22_500

    def told() -> bool:
        return len(market.mail(_mail(buyer))) >= 1 and len(market.sms(buyer.phone)) >= 3

    assert market.until(told)
    assert any("ऑर्डर" in text for text in market.sms(buyer.phone))
    assert any("ऑर्डर" in mail["subject"] for mail in market.mail(_mail(buyer)))


def test_cash_on_delivery_is_a_promise_until_the_partner_collects_it(market, buyer):
    product = market.new_product(3, 9_900)
    order = market.place(buyer, {product: 1}, payment={"method": "cod"})
    done = market.until_status(buyer, order.order_id, "completed")
    assert done.status == "completed"
    collected = market.until(lambda: _payment(buyer, order.order_id).status == "collected")
    assert collected
    payment = _payment(buyer, order.order_id)
    assert (payment.collected, payment.captured) == (9_900, 0)
    assert market.charges([order.order_id])[order.order_id] == []


def test_a_refused_card_cancels_the_order_and_gives_the_stock_back(market, buyer):
    product = market.new_product(3)
    card = {"method": "card", "token": "pm_card_chargeCustomerFail"}
    order = market.place(buyer, {product: 2}, payment=card)
    done = market.until_status(buyer, order.order_id, "cancelled")
    assert done.status == "cancelled"
    assert market.until(lambda: market.stock(product)["free"] == 3)
    assert market.stock(product)["holds"] == []
    assert _payment(buyer, order.order_id).status == "failed"
    assert "order.cancelled" in _events(buyer, order.order_id)
    assert market.until(lambda: any("रद्द" in text for text in market.sms(buyer.phone)))


def _card_with_3ds(market: Market) -> str:
    card = {"type": "card", "card[number]": "4000002500003155", "card[exp_month]": "12"}
    card |= {"card[exp_year]": "2030", "card[cvc]": "123"}
    return str(market.stripe("POST", "/v1/payment_methods", data=card)["id"])


def _waiting_for_the_bank(market: Market, buyer: Client, product: str) -> str:
    card = {"method": "card", "token": _card_with_3ds(market)}
    order_id = market.place(buyer, {product: 1}, payment=card).order_id

    def asked() -> bool:
        return "payment.action_required" in _events(buyer, order_id)

    assert market.until(asked)
    return str(order_id)


def test_a_bank_s_confirmation_goes_on_by_webhook(market, buyer):
    order_id = _waiting_for_the_bank(market, buyer, market.new_product(3))
    ref = _payment(buyer, order_id).provider_ref
    secret = market.stripe("GET", f"/v1/payment_intents/{ref}")["client_secret"]
    done = {"client_secret": secret, "success": "true"}
    market.stripe("POST", f"/v1/payment_intents/{ref}/_authenticate", data=done)
    done = market.until_status(buyer, order_id, "confirmed", "completed")
    assert done.status in ("confirmed", "completed")
    assert _payment(buyer, order_id).status == "captured"


def test_an_order_that_nobody_pays_in_time_expires_and_is_let_go(market, buyer):
    product = market.new_product(3)
    order_id = _waiting_for_the_bank(market, buyer, product)
    past = datetime.now(UTC) - timedelta(seconds=1)
    market.mongo["haat_orders"]["orders"].update_one(
        {"_id": order_id}, {"$set": {"expires_at": past}}
    )
    assert market.until_status(buyer, order_id, "cancelled").status == "cancelled"
    assert market.until(lambda: _payment(buyer, order_id).status == "voided")
    assert market.until(lambda: market.stock(product)["free"] == 3)
    ref = _payment(buyer, order_id).provider_ref
    assert market.stripe("GET", f"/v1/payment_intents/{ref}")["status"] == "canceled"
    seen = _events(buyer, order_id)
    assert seen.index("order.expired") < seen.index("order.cancelled")


def test_a_paid_order_that_is_cancelled_is_refunded_once_and_in_full(market, buyer):
    product = market.new_product(3, 7_700)
    order_id = market.place(buyer, {product: 1}, deliver_to=market.far()).order_id
    assert market.until_status(buyer, order_id, "confirmed").status == "confirmed"
    why = CancelBody(reason="changed my mind")
    assert buyer.api.orders.cancel_order(order_id, why).status == "cancelled"
    assert market.until(lambda: _payment(buyer, order_id).status == "refunded")
    payment = _payment(buyer, order_id)
    assert (payment.captured, payment.refunded) == (7_700, 7_700)
    assert market.until(lambda: market.stock(product)["free"] == 3)
    refunds = market.stripe("GET", "/v1/refunds", params={"limit": "100"})["data"]
    mine = [r for r in refunds if r["payment_intent"] == payment.provider_ref]
    assert [r["amount"] for r in mine] == [7_700]
    assert market.until(lambda: "refund.succeeded" in _events(buyer, order_id))


def test_search_finds_what_an_officer_let_go_live(market):
    product = market.new_product(3)
    visitor = Haat(market.gateway)

    def found() -> list[str]:
        page = visitor.search.search(q="clay pitcher", sort="newest", limit=50)
        return [item.product_id for item in page.items if item.product_id == product]

    assert market.until(found) == [product]


def test_serviceability_tells_pin_cash_and_date(market):
    visitor = Haat(market.gateway)
    assert visitor.delivery.serviceability(pin=FAR_PIN).served is True
    assert visitor.delivery.serviceability(pin="110001").served is False


def test_the_sellers_of_an_order_may_read_its_timeline_and_strangers_not(market, buyer):
    maker = market.person()
    product = market.new_product(3, maker=maker)
    order_id = market.place(buyer, {product: 1}, deliver_to=market.far()).order_id
    assert _events(maker, order_id)[0] == "order.placed"
    stranger = market.person()
    with pytest.raises(Problem, match="404; order_not_found"):
        stranger.api.orders.read_timeline(order_id)


def test_five_equal_requests_at_once_are_one_order_with_five_equal_answers(market, buyer):
    product, key = market.new_product(10), f"same-{secrets.token_hex(8)}"
    there = {"deliver_to": market.far()}
    with ThreadPoolExecutor(5) as pool:
        places = [pool.submit(market.place, buyer, {product: 1}, key, **there) for _ in range(5)]
        answers = [place.result() for place in places]
    assert all(answer == answers[0] for answer in answers)
    assert market.until_status(buyer, answers[0].order_id, "confirmed", "completed")
    assert market.stock(product)["free"] == 9
    assert len(market.charges([answers[0].order_id])[answers[0].order_id]) == 1
    with pytest.raises(Problem, match="422; idempotency_key_reused"):
        market.place(buyer, {product: 2}, key)
