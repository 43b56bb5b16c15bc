"""A cancelled order keeps nobody's money."""

import pytest

from contracts.payments import PaymentPromised, PaymentVoided, RefundSucceeded
from services.payments.domain.refusals import ProviderAway
from tests.unit.payments.pretend import (
    AMOUNT,
    CANCELLED,
    CHARGE,
    CHARGE_KEY,
    GIVE_BACK,
    PAY,
    REFUND_KEY,
    SETTLE,
    VOID_KEY,
    Till,
    placed,
)
from tests.unit.payments.provider import ASKS, DECLINED, GOOD, SLOW, UNKNOWN, Fault

VOIDED = PaymentVoided(payment_id=PAY, order_id="ord_1")
REFUNDED = RefundSucceeded(payment_id=PAY, order_id="ord_1", buyer_id="per_buyer", amount=AMOUNT)


def charged(till: Till, token: str) -> Till:
    till.hear(placed(token))
    till.do(CHARGE)
    return till


def test_an_order_cancelled_before_it_was_heard_of_is_never_charged(till: Till):
    till.hear(CANCELLED)
    till.do(GIVE_BACK)
    till.hear(placed())
    till.do(CHARGE)
    till.do(GIVE_BACK)
    assert (till.status(), till.payment()["cancelled"]) == ("voided", True)
    assert till.told() == []
    assert till.provider.asked == []


def test_captured_money_goes_back_once_and_in_full(till: Till):
    charged(till, GOOD)
    till.hear(CANCELLED, id="evt_c")
    assert till.status() == "leaving"
    till.do(GIVE_BACK)
    assert till.hear(CANCELLED, id="evt_c") is None
    till.hear(CANCELLED, id="evt_d")
    till.do(GIVE_BACK)
    payment = till.payment()
    assert (payment["status"], payment["captured"], payment["refunded"]) == (
        "refunded",
        AMOUNT,
        AMOUNT,
    )
    assert till.told()[1:] == [REFUNDED]
    assert till.provider.asked == [("charge", CHARGE_KEY), ("refund", REFUND_KEY)]
    assert till.provider.charges["pi_1"].refunds == {REFUND_KEY: AMOUNT}


@pytest.mark.parametrize("fault", ["before", "after"])
def test_a_refund_without_an_answer_is_asked_again_with_the_same_key(till: Till, fault: Fault):
    charged(till, GOOD).hear(CANCELLED)
    till.provider.faults = [fault]
    with pytest.raises(ProviderAway):
        till.do(GIVE_BACK)
    assert till.status() == "leaving"
    till.do(GIVE_BACK)
    assert till.status() == "refunded"
    assert till.provider.keys("refund") == [REFUND_KEY] * 2
    assert till.provider.kept == 0


def test_promised_cash_is_voided_without_the_provider(till: Till):
    till.hear(placed(""))
    till.hear(CANCELLED)
    till.do(GIVE_BACK)
    assert till.status() == "voided"
    assert till.told() == [
        PaymentPromised(payment_id=PAY, order_id="ord_1", amount=AMOUNT),
        VOIDED,
    ]
    assert till.provider.asked == []


@pytest.mark.parametrize("lost", [[], ["before"], ["after"]])
def test_a_payment_that_waits_ends_without_money(till: Till, lost: list[Fault]):
    till.hear(placed())
    till.provider.faults = list(lost)
    if lost:
        with pytest.raises(ProviderAway):
            till.do(CHARGE)
    till.hear(CANCELLED)
    till.do(CHARGE)
    assert till.status() == "leaving"
    till.do(GIVE_BACK)
    assert till.status() in ("voided", "refunded")
    assert till.provider.kept == 0
    assert set(till.provider.keys("charge")) <= {CHARGE_KEY}


@pytest.mark.parametrize("token", [DECLINED, UNKNOWN])
def test_a_payment_that_waits_for_a_bad_card_is_voided(till: Till, token: str):
    till.hear(placed(token))
    till.hear(CANCELLED)
    till.do(GIVE_BACK)
    assert till.status() == "voided"
    assert till.told() == [VOIDED]


def test_a_payment_that_the_buyer_did_not_prove_is_voided_at_the_provider(till: Till):
    charged(till, ASKS).hear(CANCELLED)
    till.do(GIVE_BACK)
    assert till.status() == "voided"
    assert till.told()[1:] == [VOIDED]
    assert till.provider.keys("void") == [VOID_KEY]
    assert till.provider.charges["pi_1"].status == "voided"


def test_money_that_arrives_in_the_last_moment_goes_back(till: Till):
    charged(till, ASKS).hear(CANCELLED)
    till.provider.finish("pi_1")
    till.do(GIVE_BACK)
    assert till.status() == "refunded"
    assert till.told()[1:] == [REFUNDED]
    assert till.provider.kept == 0


def test_a_notice_while_it_leaves_does_not_keep_it(till: Till):
    charged(till, SLOW).hear(CANCELLED)
    till.provider.finish("pi_1")
    till.do(SETTLE)
    assert till.status() == "leaving"
    till.do(GIVE_BACK)
    assert till.status() == "refunded"
    assert till.provider.kept == 0


@pytest.mark.parametrize(("end", "status"), [("captured", "refunded"), ("failed", "voided")])
def test_money_that_is_still_on_its_way_is_waited_for(till: Till, end, status):
    charged(till, SLOW).hear(CANCELLED)
    till.do(GIVE_BACK)
    assert till.status() == "leaving"  # the provider could neither stop it nor say how it ends
    assert till.told() == []
    till.provider.finish("pi_1", end)
    till.do(GIVE_BACK)
    assert till.status() == status
    assert till.provider.kept == 0


def test_what_failed_has_nothing_to_give_back(till: Till):
    charged(till, DECLINED).hear(CANCELLED)
    told = till.told()
    till.do(GIVE_BACK)
    assert (till.status(), till.told()) == ("failed", told)
    assert till.provider.keys("void") == []


def test_a_payment_of_a_living_order_is_not_given_back(till: Till):
    charged(till, GOOD)
    before = till.payment()
    till.do(GIVE_BACK)
    assert till.payment() == before
    assert till.provider.keys("refund") == []
