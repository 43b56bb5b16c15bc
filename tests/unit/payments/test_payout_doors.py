"""The doors of payout accounts: what they take, which rules hold, what the clock does."""

import logging
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from chassis.aadhaar import AadhaarNotTaken
from chassis.context import Cause
from chassis.doors import Call
from chassis.errors import Malformed
from chassis.reading import read_body
from services.payments import payout_queries
from services.payments.commands import (
    ActivatePayoutAccount,
    DecidePayoutAccount,
    EnterPayoutAccount,
    WithdrawPayoutAccount,
)
from services.payments.domain.bank_details import BankDetails
from services.payments.domain.refusals import PayoutDetailsMixed
from services.payments.entrypoints.payout_bodies import PayoutAccountBody, PayoutDecisionBody
from services.payments.entrypoints.service import PaymentsService
from tests.unit.payments.desk import NOON, OWNER

LIKE_AADHAAR = "234123412346"
"""Twelve digits whose last one is right by Verhoeff."""
BANK = {
    "seller_id": "sel_1",
    "holder": "Manoj Mahli",
    "account_number": "00031234567890",
    "ifsc": "SBIN0000066",
}
VPA = {"seller_id": "sel_1", "holder": "Manoj Mahli", "vpa": "manoj.mahli-1@okaxis"}


def body(given: dict[str, Any]) -> PayoutAccountBody:
    found: PayoutAccountBody = read_body(PayoutAccountBody, msgspec.json.encode(given))
    return found


def test_a_bank_account_or_a_upi_address_is_taken():
    assert body(BANK).details() == BankDetails(
        kind="bank", number="00031234567890", holder="Manoj Mahli", ifsc="SBIN0000066"
    )
    assert body(VPA).details() == BankDetails(
        kind="vpa", number="manoj.mahli-1@okaxis", holder="Manoj Mahli"
    )


@pytest.mark.parametrize(
    "given",
    [
        {"seller_id": "sel_1", "holder": "Manoj Mahli"},
        BANK | VPA,
        BANK | {"ifsc": None},
        BANK | {"account_number": None},
        VPA | {"ifsc": "SBIN0000066"},
    ],
)
def test_one_of_the_two_and_all_of_it(given: dict[str, Any]):
    with pytest.raises(PayoutDetailsMixed):
        body(given).details()


WRONG: dict[str, list[Any]] = {
    "account_number": [
        *("12345678", "1" * 19, "12345678X", "१२३४५६७८९", " 123456789", "123456789\n"),
        *(123456789, {"$ne": ""}, ["123456789"]),
    ],
    "ifsc": ["SBIN1000066", "sbin0000066", "SBIN000006", "SBIN0000066 ", "SBIN0000066\n"],
    "vpa": [
        *("manoj", "@okaxis", "m@okaxis", "manoj@ok axis", "a b@upi", "manoj@upi\n"),
        *("manoj@aadhaar.npci", "manoj@x@y", "manoj@1bank", "m\u0000j@upi"),
    ],
    "holder": ["", "M", "M" * 121, "Manoj\nMahli", "Manoj\u0000", "Manoj\n"],
}


@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, values in WRONG.items() for value in values]
)
def test_what_no_bank_would_write_is_refused(field: str, value: Any):
    with pytest.raises(Malformed) as refused:
        body((VPA if field == "vpa" else BANK) | {field: value})
    assert refused.value.field == field


def test_an_account_number_may_look_like_an_aadhaar_number_and_nothing_else_may():
    assert body(BANK | {"account_number": LIKE_AADHAAR}).account_number == LIKE_AADHAAR
    for given in (BANK | {"holder": f"Manoj {LIKE_AADHAAR}"}, VPA | {"vpa": f"{LIKE_AADHAAR}@upi"}):
        with pytest.raises(AadhaarNotTaken):
            body(given)


def test_a_body_that_is_printed_shows_nothing_of_it():
    assert repr(body(BANK)) == "PayoutAccountBody(seller_id='sel_1')"


@pytest.mark.parametrize(
    ("name", "may", "key", "sure"),
    [
        ("enter_payout_account", "payout_account.enter", "required", True),
        ("decide_payout_account", "payout_account.decide", "required", True),
        ("withdraw_payout_account", "payout_account.withdraw", "optional", False),
        ("list_payout_accounts", "payout_account.read", "none", False),
        ("read_payout_account", "payout_account.read", "none", False),
    ],
)
def test_money_moves_only_with_a_key_and_a_second_step(name: str, may: str, key: str, sure: bool):
    door = getattr(PaymentsService, name).__door__
    assert (door.may, door.key, door.sure, door.open) == (may, key, sure, False)


class Heard:
    """A service that remembers its messages, and fails at some."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.fails: set[str] = set()
        self.database = self.vault = None
        self.clock = SimpleNamespace(now=lambda: NOON)

    def handle(self, message: Any) -> None:
        self.messages.append(message)
        if message.payout_account_id in self.fails:
            raise RuntimeError


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Any:
    shown = lambda database, vault, reader, id: f"{id} for {reader.id}"  # noqa: E731
    monkeypatch.setattr(payout_queries, "payout_account_for", shown)
    service = PaymentsService()
    service.service = Heard()  # type: ignore[assignment]
    return service


def call(action: str, **more: Any) -> Call:
    return Call(person=OWNER, language="hi", cause=Cause(), action=action, seed="7", **more)


def test_what_is_entered_has_the_id_of_its_request(doors: Any):
    asked = call("payout_account.enter")
    assert doors.enter_payout_account(asked, body=body(BANK)) == "pac_7 for per_owner"
    assert doors.service.messages == [
        EnterPayoutAccount(
            payout_account_id="pac_7", seller_id="sel_1", details=body(BANK).details(), by=OWNER
        )
    ]


def test_a_decision_and_a_withdrawal_say_which_version_they_saw(doors: Any):
    decide, withdraw = (
        call(f"payout_account.{verb}", if_match=3) for verb in ("decide", "withdraw")
    )
    decision = PayoutDecisionBody(decision="refuse", reason="x")
    doors.decide_payout_account(decide, payout_account_id="pac_1", body=decision)
    doors.withdraw_payout_account(withdraw, payout_account_id="pac_1")
    assert doors.service.messages == [
        DecidePayoutAccount(
            payout_account_id="pac_1", decision="refuse", reason="x", by=OWNER, if_match=3
        ),
        WithdrawPayoutAccount(payout_account_id="pac_1", by=OWNER, if_match=3),
    ]


def test_one_that_cannot_become_active_keeps_no_other_waiting(
    doors: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    due = [("pac_1", "sel_1"), ("pac_2", "sel_2")]
    monkeypatch.setattr(payout_queries, "due", lambda *_: due)
    doors.service.fails = {"pac_1"}
    with caplog.at_level(logging.ERROR):
        doors.activate_payout_accounts()
    assert doors.service.messages == [
        ActivatePayoutAccount(payout_account_id="pac_1", seller_id="sel_1"),
        ActivatePayoutAccount(payout_account_id="pac_2", seller_id="sel_2"),
    ]
    assert caplog.messages == ["could not activate a payout account"]
