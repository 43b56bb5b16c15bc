"""Payments in the real database: whose they are, which are stuck, which notices came before."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from chassis.clock import SystemClock
from chassis.mongo import MongoStore
from chassis.people import Grant, Person
from services.payments.adapters.notices import Notices
from services.payments.domain.refusals import PaymentNotFound
from services.payments.queries import STUCK_AFTER, payment_for, stuck
from services.payments.tables import PAYMENTS

Documents = Database[dict[str, Any]]
NOW = datetime(2025, 10, 14, 5, 30, 0, 250_000, tzinfo=UTC)
BUYER = Person(id="per_buyer", grants=[Grant(role="buyer")])
ADMIN = Person(id="per_admin", grants=[Grant(role="admin")])
STRANGER = Person(id="per_stranger", grants=[Grant(role="buyer"), Grant(role="seller")])


def staff(role: Any, area: str) -> Person:
    return Person(id="per_staff", grants=[Grant(role=role, area=area)])


HERE, THERE = staff("auditor", "district:324"), staff("auditor", "district:20")


@pytest.fixture
def payments(database: Documents) -> Documents:
    MongoStore(database, PAYMENTS).prepare()
    return database


def keep(database: Documents, id: str, **other: Any) -> None:
    payment = {
        "_id": id,
        "status": "captured",
        "order_id": f"ord_of_{id}",
        "buyer_id": "per_buyer",
        "method": "card",
        "amount": 123_000,
        "currency": "INR",
        "token": "pm_card_visa",
        "created_at": NOW,
        "provider_ref": "pi_1",
        "captured": 123_000,
        "refunded": 0,
        "collected": {},
        "cancelled": False,
        "reason": "",
    }
    database["payments"].insert_one(payment | other)


@pytest.mark.parametrize("person", [BUYER, ADMIN])
def test_a_payment_is_shown_to_its_buyer_and_to_admins(payments: Documents, person: Person):
    keep(payments, "pay_1", collected={"con_1": 78_000, "con_2": 45_000})
    shown = payment_for(payments, person, "ord_of_pay_1")
    assert (shown.payment_id, shown.status, shown.amount) == ("pay_1", "captured", 123_000)
    assert shown.collected == 123_000
    assert "token" not in shown.__struct_fields__


@pytest.mark.parametrize("role", ["officer", "agent", "auditor", "admin"])
def test_staff_see_payments_of_their_area(payments: Documents, role: str):
    keep(payments, "pay_1", areas=["block:3086", "district:324", "state:20"])
    keep(payments, "pay_2", areas=["block:20", "district:20", "state:2"])
    keep(payments, "pay_old")
    for area, seen in (("district:324", ["pay_1"]), ("state:2", ["pay_2"]), ("district:2", [])):
        person = staff(role, area)
        assert [id for id in ("pay_1", "pay_2", "pay_old") if shows(payments, person, id)] == seen
    assert shows(payments, staff(role, "everywhere"), "pay_old")


def shows(payments: Documents, person: Person, id: str) -> bool:
    try:
        return payment_for(payments, person, f"ord_of_{id}").payment_id == id
    except PaymentNotFound:
        return False


@pytest.mark.parametrize(
    ("person", "order_id"),
    [(HERE, "ord_of_pay_1"), (STRANGER, "ord_of_pay_1"), (BUYER, "ord_of_pay_2")],
)
def test_to_others_it_is_as_if_there_were_none(payments: Documents, person: Person, order_id: str):
    keep(payments, "pay_1")
    with pytest.raises(PaymentNotFound) as refused:
        payment_for(payments, person, order_id)
    assert (refused.value.status, refused.value.field) == (404, "order_id")


WAITING = ("waiting", "pending", "action_required", "leaving")


def test_what_waits_for_longer_than_any_call_takes_is_stuck(payments: Documents):
    old = NOW - STUCK_AFTER - timedelta(milliseconds=1)
    for status in (*WAITING, "captured", "voided", "promised"):
        keep(payments, f"old_{status}", status=status, created_at=old)
        keep(payments, f"new_{status}", status=status, created_at=NOW - STUCK_AFTER)
    assert stuck(payments, NOW) == {status: [f"old_{status}"] for status in WAITING}


def test_a_notice_is_to_be_acted_on_until_it_was(database: Documents):
    notices = Notices(database, SystemClock())
    assert not notices.known("evt_1")
    notices.keep("evt_1", "payment_intent.succeeded", "pay_1")
    notices.keep("evt_1", "payment_intent.succeeded", "pay_1")
    assert notices.known("evt_1")
    assert not notices.known("evt_2")
    assert database["notices"].count_documents({}) == 1
