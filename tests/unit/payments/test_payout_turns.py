"""From one payout account to the next: the hold, one at a time, and crashes in between."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chassis.errors import Forbidden, IllegalMove
from chassis.people import Person
from chassis.store import Write
from contracts.payments import (
    PayoutAccountActivated,
    PayoutAccountWithdrawn,
)
from services.payments.domain.payee import GIVEN_UP
from services.payments.domain.refusals import (
    PayoutAccountTakesOver,
    PayoutAccountWaiting,
)
from tests.unit.payments.desk import (
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
)

TOLD = {"payout_account_id": "pac_1", "seller_id": "sel_1", "person_id": "per_owner"}
SHOWN = TOLD | {"shown": "••••7890"}


def test_an_account_is_active_when_its_hold_is_over_and_not_before(desk: Desk):
    desk.enter()
    desk.activate()
    desk.approve()
    desk.at += HOLD - timedelta(milliseconds=1)
    desk.activate()
    assert desk.status() == "approved"
    desk.at += timedelta(milliseconds=1)
    desk.activate()
    desk.activate()
    assert (desk.status(), desk.account()["active_from"]) == ("active", NOON + HOLD)
    assert desk.told()[2:] == [PayoutAccountActivated(**SHOWN)]


def test_the_old_account_stays_active_until_the_new_one_is(desk: Desk):
    desk.make_active("pac_1")
    assert desk.slots() == ("", "pac_1")
    desk.enter("pac_2", UPI)
    desk.approve("pac_2")
    assert (desk.status("pac_1"), desk.status("pac_2")) == ("active", "approved")
    assert desk.slots() == ("pac_2", "pac_1")
    desk.at += HOLD
    desk.activate("pac_2")
    assert (desk.status("pac_1"), desk.status("pac_2")) == ("replaced", "active")
    assert desk.slots() == ("", "pac_2")
    assert desk.account("pac_1")["ended_at"] == desk.at
    assert desk.told("pac_2")[-1] == PayoutAccountActivated(
        **TOLD | {"payout_account_id": "pac_2", "shown": "••••0027@okaxis"}
    )


@pytest.mark.parametrize("dies_at", [1, 2, 3])
def test_a_crash_while_one_takes_over_is_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, dies_at: int
):
    desk.make_active("pac_1")
    desk.enter("pac_2", UPI)
    desk.approve("pac_2")
    desk.at += HOLD
    real, writes = desk.store.update, []

    def die(write: Write) -> None:
        writes.append(write.id)
        if len(writes) == dies_at:
            raise SystemExit
        real(write)

    with monkeypatch.context() as dying:
        dying.setattr(desk.store, "update", die)
        with pytest.raises(SystemExit):
            desk.activate("pac_2")
    assert writes == ["sel_1", "pac_1", "pac_2"][:dies_at]
    for stop in (desk.refuse, desk.withdraw):
        with pytest.raises(PayoutAccountTakesOver):
            stop("pac_2")
    desk.activate("pac_2")
    assert (desk.status("pac_1"), desk.status("pac_2")) == ("replaced", "active")
    assert desk.slots() == ("", "pac_2")
    assert len(desk.told("pac_2")) == 3


@pytest.mark.parametrize("by", [OWNER, FIELD, CHECKER, ADMIN, person("per_g", role="agent")])
def test_the_owner_or_staff_take_it_back_during_the_hold(desk: Desk, by: Person):
    desk.enter()
    desk.approve()
    desk.withdraw(by=by)
    desk.withdraw(by=by)
    assert (desk.status(), desk.account()["decided_by"]) == ("withdrawn", by.id)
    assert desk.told()[2:] == [PayoutAccountWithdrawn(**SHOWN)]
    desk.at += HOLD
    desk.activate()
    assert desk.status() == "withdrawn"


def test_nobody_else_takes_it_back(desk: Desk):
    desk.enter()
    with pytest.raises(Forbidden):
        desk.withdraw(by=STRANGER)
    assert desk.status() == "entered"


def test_an_active_account_is_replaced_not_withdrawn(desk: Desk):
    desk.make_active()
    with pytest.raises(IllegalMove):
        desk.withdraw()


def test_an_active_account_that_turns_out_wrong_is_stopped(desk: Desk):
    desk.make_active()
    desk.refuse()
    assert (desk.status(), desk.slots()) == ("refused", ("", ""))
    desk.make_active("pac_2", UPI)
    assert desk.slots() == ("", "pac_2")


def test_one_change_at_a_time(desk: Desk):
    desk.enter()
    with pytest.raises(PayoutAccountWaiting) as refused:
        desk.enter("pac_2", UPI)
    assert (refused.value.status, refused.value.field) == (409, "seller_id")
    desk.approve()
    with pytest.raises(PayoutAccountWaiting):
        desk.enter("pac_2", UPI)
    desk.withdraw()
    desk.enter("pac_2", UPI)
    assert (desk.status("pac_2"), desk.slots()) == ("entered", ("pac_2", ""))


def test_two_changes_at_the_same_moment_are_one(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    real, met = desk.store.update, []

    def another_is_first(write: Write) -> None:
        if not met:
            met.append(write)
            desk.enter("pac_2", UPI)
        real(write)

    monkeypatch.setattr(desk.store, "update", another_is_first)
    with pytest.raises(PayoutAccountWaiting):
        desk.enter("pac_1")
    assert desk.status("pac_2") == "entered"
    assert desk.store.get("payout_accounts", "pac_1") is None


def die(write: Write) -> None:
    raise SystemExit


def test_an_account_that_was_lost_in_a_crash_is_entered_by_a_repeat(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as dying:
        dying.setattr(desk.store, "insert", die)
        with pytest.raises(SystemExit):
            desk.enter()
    assert desk.slots() == ("pac_1", "")
    desk.enter()
    assert (desk.status(), len(desk.told())) == ("entered", 1)


def test_an_account_that_was_lost_for_good_is_in_nobody_s_way_for_long(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as dying:
        dying.setattr(desk.store, "insert", die)
        with pytest.raises(SystemExit):
            desk.enter()
    with pytest.raises(PayoutAccountWaiting):
        desk.enter("pac_2", UPI)
    desk.at += GIVEN_UP
    desk.enter("pac_2", UPI)
    with pytest.raises(PayoutAccountWaiting):
        desk.enter()  # who was thought lost comes all the same
    assert (desk.status("pac_2"), desk.slots()) == ("entered", ("pac_2", ""))


def test_an_account_that_another_has_overtaken_is_not_approved(desk: Desk):
    desk.enter()
    desk.store._kept["payees"]["sel_1"]["waiting"] = "pac_2"
    with pytest.raises(PayoutAccountWaiting):
        desk.approve()
    desk.refuse()
    assert (desk.status(), desk.slots()) == ("refused", ("pac_2", ""))


@pytest.mark.parametrize("end", [Desk.refuse, Desk.withdraw])
def test_an_end_that_a_crash_cut_off_does_not_keep_the_next_one_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, end: Callable[[Desk], None]
):
    desk.enter()
    real = desk.store.update

    def die_at_the_seller(write: Write) -> None:
        if write.id == "sel_1":
            raise SystemExit
        real(write)

    with monkeypatch.context() as dying:
        dying.setattr(desk.store, "update", die_at_the_seller)
        with pytest.raises(SystemExit):
            end(desk)
    assert desk.slots() == ("pac_1", "")
    desk.enter("pac_2", UPI)
    end(desk)
    assert (desk.status("pac_2"), desk.slots()) == ("entered", ("pac_2", ""))
