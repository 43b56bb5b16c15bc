"""From an order to its money: intent, call, result."""

from typing import Any

import msgspec
import pytest

from chassis.errors import NotFound
from contracts.payments import PaymentActionRequired, PaymentCaptured, PaymentFailed
from services.payments.domain.refusals import ProviderAway
from tests.unit.payments.pretend import (
    AMOUNT,
    CHARGE,
    CHARGE_KEY,
    GIVE_BACK,
    NOW,
    PAY,
    SETTLE,
    Till,
    placed,
)
from tests.unit.payments.provider import ASKS, DECLINED, GOOD, SLOW, UNKNOWN, Fault

CAPTURED = PaymentCaptured(payment_id=PAY, order_id="ord_1", amount=AMOUNT)
FAILED = PaymentFailed(payment_id=PAY, order_id="ord_1", reason="card_declined")
ASKED = PaymentActionRequired(payment_id=PAY, order_id="ord_1", buyer_id="per_buyer")


def test_the_intent_is_recorded_before_the_provider_is_asked(till: Till):
    till.hear(placed())
    payment = till.payment()
    assert (payment["status"], payment["amount"], payment["currency"]) == ("waiting", AMOUNT, "INR")
    assert (payment["order_id"], payment["buyer_id"]) == ("ord_1", "per_buyer")
    assert (payment["method"], payment["token"], payment["created_at"]) == ("card", GOOD, NOW)
    assert till.told() == []
    assert till.provider.asked == []


@pytest.mark.parametrize("id", ["evt_1", "evt_2"])
def test_there_is_one_intent_for_an_order(till: Till, id: str):
    till.hear(placed(), id="evt_1")
    before = till.payment()
    assert till.hear(placed(), id=id) is None
    assert till.payment() == before


@pytest.mark.parametrize(
    ("token", "status", "told"),
    [
        (GOOD, "captured", [CAPTURED]),
        (DECLINED, "failed", [FAILED]),
        (ASKS, "action_required", [ASKED]),
        (SLOW, "pending", []),
    ],
)
def test_the_providers_answer_is_recorded_and_told(
    till: Till, token: str, status: str, told: list[Any]
):
    till.hear(placed(token))
    till.do(CHARGE)
    assert till.status() == status
    assert till.payment()["provider_ref"] == "pi_1"
    assert till.payment()["captured"] == (AMOUNT if status == "captured" else 0)
    assert till.told() == told
    assert till.provider.asked == [("charge", CHARGE_KEY)]


def test_a_card_that_the_provider_does_not_know_fails(till: Till):
    till.hear(placed(UNKNOWN))
    till.do(CHARGE)
    assert (till.status(), till.payment()["provider_ref"]) == ("failed", "")
    assert till.told() == [
        PaymentFailed(payment_id=PAY, order_id="ord_1", reason="resource_missing")
    ]


@pytest.mark.parametrize("token", [GOOD, DECLINED, ASKS, SLOW, UNKNOWN])
def test_once_an_answer_is_recorded_the_provider_is_not_asked_again(till: Till, token: str):
    till.hear(placed(token))
    till.do(CHARGE)
    before = till.payment()
    till.do(CHARGE)
    assert till.payment() == before
    assert till.provider.keys("charge") == [CHARGE_KEY]


@pytest.mark.parametrize("fault", ["before", "after"])
def test_without_an_answer_it_waits_and_asks_again_with_the_same_key(till: Till, fault: Fault):
    till.hear(placed())
    before = till.payment()
    till.provider.faults = [fault, fault]
    for _ in range(2):
        with pytest.raises(ProviderAway) as away:
            till.do(CHARGE)
        assert (away.value.status, away.value.code) == (503, "provider_away")
        assert till.payment() == before
        assert till.told() == []
    till.do(CHARGE)
    assert till.provider.keys("charge") == [CHARGE_KEY] * 3
    assert till.told() == [CAPTURED]
    assert till.provider.kept == AMOUNT
    assert len(till.provider.charges) == 1


@pytest.mark.parametrize(
    ("token", "end", "status", "told"),
    [
        (ASKS, "captured", "captured", [ASKED, CAPTURED]),
        (ASKS, "failed", "failed", [ASKED, FAILED]),
        (SLOW, "captured", "captured", [CAPTURED]),
        (SLOW, "failed", "failed", [FAILED]),
    ],
)
def test_a_notice_brings_it_to_where_the_provider_says(
    till: Till, token: str, end: Any, status: str, told: list[Any]
):
    till.hear(placed(token))
    till.do(CHARGE)
    till.provider.finish("pi_1", end)
    till.do(SETTLE)
    till.do(SETTLE)
    assert till.status() == status
    assert till.told() == told
    assert till.provider.keys("look") == ["pi_1"]


@pytest.mark.parametrize("token", [ASKS, SLOW])
def test_a_notice_without_news_changes_nothing(till: Till, token: str):
    till.hear(placed(token))
    till.do(CHARGE)
    before = till.payment()
    till.do(SETTLE)
    assert till.payment() == before


@pytest.mark.parametrize("token", [GOOD, DECLINED, UNKNOWN])
def test_a_late_notice_never_moves_it_back(till: Till, token: str):
    till.hear(placed(token))
    till.do(CHARGE)
    before, told = till.payment(), till.told()
    for charge in till.provider.charges.values():
        charge.status = "pending"
    till.do(SETTLE)
    assert (till.payment(), till.told()) == (before, told)


def test_a_notice_before_the_answer_leaves_it_to_the_charge(till: Till):
    till.hear(placed())
    before = till.payment()
    till.do(SETTLE)
    assert till.payment() == before
    assert till.provider.asked == []


@pytest.mark.parametrize("command", [CHARGE, SETTLE, GIVE_BACK])
def test_a_payment_that_is_not_there_is_not_found(till: Till, command: Any):
    with pytest.raises(NotFound) as early:
        till.do(command)
    assert early.value.field == "payment_id"
    assert till.provider.asked == []


def test_an_order_heard_of_after_its_time_to_pay_is_never_charged(till: Till):
    till.hear(msgspec.structs.replace(placed(), expires_at=NOW))
    till.do(CHARGE)
    till.do(GIVE_BACK)
    assert till.payment()["status"] == "failed"
    assert till.provider.asked == []
    assert till.told() == [PaymentFailed(payment_id=PAY, order_id="ord_1", reason="expired")]
