"""Payout accounts: who may, four eyes, the hold, one at a time, and nothing readable kept."""

import json

import pytest
from msgspec.structs import replace

from chassis.errors import Changed, Forbidden, IllegalMove
from chassis.ids import short_number
from chassis.people import Person
from contracts.payments import (
    PayoutAccountApproved,
    PayoutAccountEntered,
    PayoutAccountRefused,
)
from services.payments.domain.bank_details import BankDetails
from services.payments.domain.refusals import (
    OwnEntry,
    PayeeNotFound,
    PayoutAccountNotFound,
    ReasonMissing,
)
from tests.unit.payments.desk import (
    ACCOUNT,
    ADMIN,
    CHECKER,
    FIELD,
    HOLD,
    NOON,
    OWNER,
    STRANGER,
    UPI,
    Desk,
    person,
    registered,
)

TOLD = {"payout_account_id": "pac_1", "seller_id": "sel_1", "person_id": "per_owner"}
SHOWN = TOLD | {"shown": "••••7890"}


def test_an_account_is_entered_by_its_owner_and_waits_for_another_person(desk: Desk):
    desk.enter()
    account = desk.account()
    assert (account["status"], account["entered_by"], account["objection"]) == (
        "entered",
        "per_owner",
        "",
    )
    assert (account["kind"], account["ifsc"], account["shown"]) == (
        "bank",
        "SBIN0000066",
        "••••7890",
    )
    assert account["areas"] == ["block:2750", "district:324", "state:20"]
    assert desk.told() == [PayoutAccountEntered(**SHOWN)]


def test_what_an_officer_enters_for_the_owner_is_told_with_both_and_a_number_to_object(desk: Desk):
    desk.enter(by=FIELD)
    number = short_number("pac_1", "entered")
    assert len(number) == 8
    assert number.isdigit()
    assert desk.told() == [PayoutAccountEntered(**SHOWN, acted_by="per_field", objection=number)]
    assert (desk.account()["entered_by"], desk.account()["objection"]) == ("per_field", number)


@pytest.mark.parametrize("details", [ACCOUNT, UPI])
def test_neither_number_nor_holder_is_kept_or_told_as_it_was_given(
    desk: Desk, details: BankDetails
):
    desk.enter(details=details)
    desk.approve()
    kept = json.dumps(
        [desk.account(), [event.body.decode() for event in desk.account()["outbox"]]],
        default=str,
        ensure_ascii=False,
    )
    for secret in (ACCOUNT, UPI):
        for text in (secret.number, secret.alike, secret.holder, secret.number.partition("@")[0]):
            assert text not in kept


def test_bank_details_that_are_printed_show_nothing():
    assert repr(ACCOUNT) == "BankDetails(kind='bank')"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("9431100027@okaxis", "••••0027@okaxis"),
        ("manoj@ybl", "••••oj@ybl"),
        ("ab@upi", "••••b@upi"),
    ],
)
def test_never_more_than_half_of_a_upi_name_is_shown(number: str, shown: str):
    assert replace(UPI, number=number).shown == shown


@pytest.mark.parametrize(
    "by",
    [
        STRANGER,
        person("per_f2", "field", "district:325"),
        person("per_f3", "field", "state:324"),
        CHECKER,
        person("per_q", "quality_assessor"),
        ADMIN,
        person("per_a", role="auditor"),
    ],
)
def test_only_the_owner_and_field_officers_of_the_area_enter(desk: Desk, by: Person):
    with pytest.raises(Forbidden):
        desk.enter(by=by)
    assert desk.store.get("payout_accounts", "pac_1") is None


def test_a_seller_that_nobody_told_of_has_no_accounts(desk: Desk):
    with pytest.raises(PayeeNotFound) as refused:
        desk.enter(seller="sel_2")
    assert (refused.value.status, refused.value.field) == (404, "seller_id")


def test_the_same_request_again_enters_nothing_more(desk: Desk):
    desk.enter()
    before = desk.account()
    desk.enter()
    assert desk.account() == before


@pytest.mark.parametrize("by", [CHECKER, ADMIN, person("per_s", "district_approver", "state:20")])
def test_a_second_person_approves_and_the_hold_begins(desk: Desk, by: Person):
    desk.enter()
    desk.approve(by=by)
    account = desk.account()
    assert (account["status"], account["decided_by"]) == ("approved", by.id)
    assert account["held_until"] == NOON + HOLD
    assert desk.told()[1:] == [PayoutAccountApproved(**SHOWN, active_from=NOON + HOLD)]


@pytest.mark.parametrize(
    "by",
    [
        OWNER,
        STRANGER,
        FIELD,
        person("per_b", "block_approver"),
        person("per_q", "quality_assessor"),
        person("per_d", "district_approver", "district:325"),
        person("per_d", "district_approver", "block:324"),
        person("per_a", role="auditor"),
        person("per_g", role="agent"),
    ],
)
def test_nobody_else_decides(desk: Desk, by: Person):
    desk.enter()
    before = desk.account()
    for decide in (desk.approve, desk.refuse):
        with pytest.raises(Forbidden):
            decide(by=by)
    assert desk.account() == before


BOTH = person("per_both", "field")
BOTH.grants.extend(CHECKER.grants)


def test_who_entered_it_does_not_decide(desk: Desk):
    desk.enter(by=BOTH)
    for decide in (desk.approve, desk.refuse):
        with pytest.raises(OwnEntry):
            decide(by=BOTH)
    assert desk.status() == "entered"


def test_whose_money_it_is_does_not_decide(desk: Desk):
    desk.hear(registered("sel_2", owner="per_checker"))
    desk.enter(by=FIELD, seller="sel_2")
    for decide in (desk.approve, desk.refuse):
        with pytest.raises(OwnEntry):
            decide(by=CHECKER)
    assert desk.status() == "entered"


def test_a_yes_to_a_number_that_another_seller_uses_needs_its_reason(desk: Desk):
    desk.enter()
    desk.shared = {"pac_1": ["sel_2"]}
    with pytest.raises(ReasonMissing):
        desk.approve()
    desk.approve(reason="एक ही समूह का खाता")
    assert (desk.status(), desk.account()["reason"]) == ("approved", "एक ही समूह का खाता")


def test_a_no_needs_its_reason_and_ends_it(desk: Desk):
    desk.enter()
    with pytest.raises(ReasonMissing):
        desk.refuse(reason="")
    desk.refuse()
    assert (desk.status(), desk.account()["ended_at"]) == ("refused", NOON)
    assert desk.told()[1:] == [PayoutAccountRefused(**SHOWN, reason="नाम अलग है")]


def test_a_word_said_again_is_said_once(desk: Desk):
    desk.enter()
    desk.approve()
    desk.approve()
    desk.refuse()
    desk.refuse()
    assert [type(event) for event in desk.told()] == [
        PayoutAccountEntered,
        PayoutAccountApproved,
        PayoutAccountRefused,
    ]


def test_what_was_refused_is_not_approved_any_more(desk: Desk):
    desk.enter()
    desk.refuse()
    with pytest.raises(IllegalMove):
        desk.approve()


def test_who_decides_on_what_has_changed_is_told(desk: Desk):
    desk.enter()
    with pytest.raises(Changed):
        desk.approve(if_match=7)
    desk.approve(if_match=1)
    assert desk.status() == "approved"


@pytest.mark.parametrize("ask", [Desk.approve, Desk.refuse, Desk.withdraw, Desk.activate])
def test_what_does_not_exist_is_not_found(desk: Desk, ask: object):
    with pytest.raises(PayoutAccountNotFound) as refused:
        ask(desk, "pac_none")  # type: ignore[operator]
    assert refused.value.status == 404
