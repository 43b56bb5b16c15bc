"""Each event that payments hears, twice, late and early.

Nobody pays twice, and a cancelled order keeps nothing.
"""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chassis.context import Cause, begin, further_step
from chassis.errors import Fate, NotFound, fate_of
from contracts.message import Event, Message
from contracts.payments import (
    CodCollected,
    PaymentCaptured,
    PaymentFailed,
    PaymentPromised,
    PaymentVoided,
    RefundSucceeded,
)
from services.payments.domain.refusals import ProviderAway
from services.payments.entrypoints.events import Events
from tests.unit.payments.desk import Desk, approved, registered
from tests.unit.payments.pretend import (
    AMOUNT,
    CANCELLED,
    CHARGE_KEY,
    NOW,
    PAY,
    REFUND_KEY,
    SETTLE,
    Till,
    delivered,
    placed,
)
from tests.unit.payments.provider import DECLINED, GOOD, SLOW, Fault

CAPTURED = PaymentCaptured(payment_id=PAY, order_id="ord_1", amount=AMOUNT)
REFUNDED = RefundSucceeded(payment_id=PAY, order_id="ord_1", buyer_id="per_buyer", amount=AMOUNT)
PROMISED = PaymentPromised(payment_id=PAY, order_id="ord_1", amount=AMOUNT)
VOIDED = PaymentVoided(payment_id=PAY, order_id="ord_1")
FAILED = PaymentFailed(payment_id=PAY, order_id="ord_1", reason="card_declined")
CASH = ""
CHARGED, GIVEN_BACK = ("charge", CHARGE_KEY), ("refund", REFUND_KEY)


def collected(consignment_id: str, amount: int) -> CodCollected:
    return CodCollected(
        payment_id=PAY, order_id="ord_1", consignment_id=consignment_id, amount=amount
    )


class Doors(Events):
    """The real doors over the till: the event, and the further steps that it sets off."""

    def __init__(self, till: Till) -> None:
        self.till, self.service = till, self  # type: ignore[assignment]
        self.handle = till.app.handle

    def then(self, message: Message) -> Any:
        further_step()
        return self.handle(message)

    def hear(self, event: Event, id: str) -> None:
        door = getattr(self, f"on_{event.wire_name().replace('.', '_')}")
        begin(Cause(event_id=id, causation_id=id))
        door(event)


@pytest.fixture
def doors(till: Till) -> Doors:
    return Doors(till)


def test_order_placed_twice_is_charged_once(till: Till, doors: Doors):
    for id in ("evt_1", "evt_1", "evt_2"):
        doors.hear(placed(), id)
    assert (till.told(), till.provider.asked) == ([CAPTURED], [CHARGED])


@pytest.mark.parametrize("fault", ["before", "after"])
def test_order_placed_twice_since_the_provider_did_not_answer_is_charged_once(
    till: Till, doors: Doors, fault: Fault
):
    till.provider.faults = [fault]
    with pytest.raises(ProviderAway) as away:
        doors.hear(placed(), "evt_1")
    assert fate_of(away.value) is Fate.RETRY
    doors.hear(placed(), "evt_1")
    assert (till.told(), till.provider.asked) == ([CAPTURED], [CHARGED, CHARGED])
    assert (len(till.provider.charges), till.provider.kept) == (1, AMOUNT)


def test_order_placed_late_after_its_cancellation_is_never_charged(till: Till, doors: Doors):
    doors.hear(CANCELLED, "evt_2")
    before = till.payment()
    doors.hear(placed(), "evt_1")
    assert (till.payment(), till.told(), till.provider.asked) == (before, [], [])


@pytest.mark.parametrize("token", [GOOD, CASH])
def test_order_placed_late_after_the_time_to_pay_fails_unasked(
    till: Till, doors: Doors, token: str
):
    doors.hear(replace(placed(token), expires_at=NOW - timedelta(seconds=1)), "evt_1")
    assert till.told() == [replace(FAILED, reason="expired")]
    assert till.provider.asked == []


def test_order_placed_early_is_all_that_a_payment_needs(till: Till, doors: Doors):
    doors.hear(placed(), "evt_1")
    assert (till.status(), till.told()) == ("captured", [CAPTURED])


def test_order_cancelled_twice_is_refunded_once(till: Till, doors: Doors):
    doors.hear(placed(), "evt_1")
    for id in ("evt_2", "evt_2", "evt_3"):
        doors.hear(CANCELLED, id)
    assert till.told() == [CAPTURED, REFUNDED]
    assert (till.provider.asked, till.provider.kept) == ([CHARGED, GIVEN_BACK], 0)


@pytest.mark.parametrize("fault", ["before", "after"])
def test_order_cancelled_twice_since_the_provider_did_not_answer_is_refunded_once(
    till: Till, doors: Doors, fault: Fault
):
    doors.hear(placed(), "evt_1")
    till.provider.faults = [fault]
    with pytest.raises(ProviderAway):
        doors.hear(CANCELLED, "evt_2")
    doors.hear(CANCELLED, "evt_2")
    assert till.told() == [CAPTURED, REFUNDED]
    assert till.provider.charges["pi_1"].refunds == {REFUND_KEY: AMOUNT}


def test_order_cancelled_late_refunds_money_that_came_meanwhile_once(till: Till, doors: Doors):
    doors.hear(placed(SLOW), "evt_1")
    till.provider.finish("pi_1")
    till.do(SETTLE)
    assert till.told() == [CAPTURED]
    for id in ("evt_2", "evt_2"):
        doors.hear(CANCELLED, id)
    till.do(SETTLE)
    assert (till.told(), till.provider.kept) == ([CAPTURED, REFUNDED], 0)


def test_order_cancelled_late_finds_nothing_of_a_failed_payment(till: Till, doors: Doors):
    doors.hear(placed(DECLINED), "evt_1")
    doors.hear(CANCELLED, "evt_2")
    assert (till.status(), till.told(), till.provider.asked) == ("failed", [FAILED], [CHARGED])


def test_order_cancelled_late_leaves_cash_that_was_taken(till: Till, doors: Doors):
    doors.hear(placed(CASH), "evt_1")
    doors.hear(delivered("con_1", AMOUNT), "evt_2")
    doors.hear(CANCELLED, "evt_3")
    assert till.status() == "collected"
    assert till.told() == [PROMISED, collected("con_1", AMOUNT)]


@pytest.mark.parametrize("token", [GOOD, CASH])
def test_order_cancelled_early_is_remembered_and_tells_nobody(till: Till, doors: Doors, token: str):
    for id in ("evt_2", "evt_3"):
        doors.hear(CANCELLED, id)
    doors.hear(placed(token), "evt_1")
    assert (till.status(), till.told(), till.provider.asked) == ("voided", [], [])


def test_order_cancelled_early_while_the_charge_is_in_doubt_gives_it_back(till: Till, doors: Doors):
    till.provider.faults = ["after"]
    with pytest.raises(ProviderAway):
        doors.hear(placed(), "evt_1")
    doors.hear(CANCELLED, "evt_2")
    doors.hear(placed(), "evt_1")
    assert (till.status(), till.told(), till.provider.kept) == ("refunded", [REFUNDED], 0)


def test_shipment_delivered_twice_counts_its_cash_once(till: Till, doors: Doors):
    doors.hear(placed(CASH), "evt_1")
    for id in ("evt_2", "evt_2", "evt_3"):
        doors.hear(delivered("con_1", AMOUNT), id)
    assert till.payment()["collected"] == {"con_1": AMOUNT}
    assert till.told() == [PROMISED, collected("con_1", AMOUNT)]


def test_shipment_delivered_late_counts_cash_of_an_order_that_was_cancelled(
    till: Till, doors: Doors
):
    doors.hear(placed(CASH), "evt_1")
    doors.hear(CANCELLED, "evt_2")
    doors.hear(delivered("con_1", 78_000), "evt_3")
    assert till.status() == "voided"
    doors.hear(delivered("con_2", AMOUNT - 78_000), "evt_4")
    assert till.status() == "collected"
    cash = [collected("con_1", 78_000), collected("con_2", AMOUNT - 78_000)]
    assert till.told() == [PROMISED, VOIDED, *cash]


def test_shipment_delivered_late_counts_nothing_of_a_refunded_card(till: Till, doors: Doors):
    doors.hear(placed(), "evt_1")
    doors.hear(CANCELLED, "evt_2")
    before = till.payment()
    doors.hear(delivered("con_1", 0), "evt_3")
    assert (till.payment(), till.told()) == (before, [CAPTURED, REFUNDED])


def test_shipment_delivered_early_waits_for_the_order(till: Till, doors: Doors):
    with pytest.raises(NotFound) as early:
        doors.hear(delivered("con_1", AMOUNT), "evt_2")
    assert fate_of(early.value) is Fate.RETRY
    doors.hear(placed(CASH), "evt_1")
    doors.hear(delivered("con_1", AMOUNT), "evt_2")
    assert till.told() == [PROMISED, collected("con_1", AMOUNT)]


def payee(desk: Desk, id: str = "sel_1") -> dict[str, Any]:
    kept = desk.store.get("payees", id)
    assert kept is not None
    assert desk.store.events("payees", id) == []
    return {field: kept[field] for field in ("owner_id", "areas", "heard", "version")}


HEARD = {"owner_id": "per_owner", "areas": ["block:2750", "district:324", "state:20"]}


def test_seller_registered_twice_is_kept_once(desk: Desk):
    for id in ("evt_1", "evt_1", "evt_2"):
        desk.hear(registered(), id=id)
    assert payee(desk) == HEARD | {"heard": 1, "version": 1}


def test_seller_registered_late_after_the_approval_changes_nothing(desk: Desk):
    desk.hear(approved("sel_2"), id="evt_3", sequence=2)
    desk.hear(registered("sel_2", owner="per_other"), id="evt_2", sequence=1)
    assert payee(desk, "sel_2") == HEARD | {"heard": 2, "version": 1}


def test_seller_registered_early_is_where_a_payee_begins(desk: Desk):
    assert payee(desk) == HEARD | {"heard": 1, "version": 1}


def test_seller_approved_twice_is_written_once(desk: Desk):
    for id in ("evt_2", "evt_2", "evt_3"):
        desk.hear(approved(), id=id, sequence=2)
    assert payee(desk) == HEARD | {"heard": 2, "version": 2}


def test_seller_approved_late_does_not_replace_what_was_said_after_it(desk: Desk):
    desk.hear(approved(owner="per_heir"), id="evt_4", sequence=4)
    desk.hear(approved(), id="evt_2", sequence=2)
    assert payee(desk) == HEARD | {"owner_id": "per_heir", "heard": 4, "version": 2}


def test_seller_approved_early_before_the_registration_is_enough(desk: Desk):
    desk.hear(approved("sel_2"), id="evt_2", sequence=2)
    assert payee(desk, "sel_2") == HEARD | {"heard": 2, "version": 1}
