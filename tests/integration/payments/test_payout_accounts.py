"""Payout accounts in the real database: who sees what, who shares a number, one at a time."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pymongo.database import Database

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.encryption import SealBroken
from chassis.mongo import MongoStore
from chassis.pages import cursor_of, place_of
from chassis.people import Person
from chassis.work import Work
from contracts.message import Message
from services.payments import payout_queries
from services.payments.domain.payout_account import PayoutAccount
from services.payments.domain.refusals import (
    PayeeNotFound,
    PayoutAccountNotFound,
    PayoutAccountWaiting,
)
from services.payments.handlers import HANDLERS
from services.payments.payout_queries import PayoutAccountPage
from services.payments.resealing import reseal_some
from services.payments.sealing import opened
from services.payments.tables import PAYEES, PAYOUT_ACCOUNTS
from tests.unit.payments.desk import (
    ACCOUNT,
    ADMIN,
    CHECKER,
    FIELD,
    HOLD,
    NEW_KEY,
    NOON,
    OLD_KEY,
    OWNER,
    STRANGER,
    UPI,
    Desk,
    person,
    registered,
    write_keys,
)

Documents = Database[dict[str, Any]]
AUDITOR = person("per_a", role="auditor")
ELSEWHERE = person("per_e", "district_approver", "district:325")


class Counter(Desk):
    """The desk over the real database."""

    def __init__(self, folder: Path, database: Documents) -> None:
        super().__init__(folder)
        self.database = database
        self.mongo = MongoStore(database, PAYEES, PAYOUT_ACCOUNTS)
        self.mongo.prepare()
        self.app = Application(
            "payments", self.mongo, HANDLERS, self._ports, outbox=self, clock=self
        )

    def account(self, id: str = "pac_1") -> dict[str, Any]:
        found = self.mongo.get("payout_accounts", id)
        assert found is not None
        return found

    def shown(self, by: Person, id: str = "pac_1") -> payout_queries.PayoutAccountView:
        return payout_queries.payout_account_for(self.database, self.vault, by, id)

    def page(self, by: Person, seller: str = "", **wanted: Any) -> PayoutAccountPage:
        wanted = {"after": "", "limit": 20, **wanted}
        if seller:
            return payout_queries.of_seller(self.database, self.vault, by, seller, **wanted)
        return payout_queries.for_reader(
            self.database, self.vault, by, wanted.pop("status", ""), **wanted
        )

    def _shared_with(self, account: PayoutAccount) -> list[str]:
        return payout_queries.shared_with(self.database, self.vault, account)


@pytest.fixture
def counter(tmp_path: Path, database: Documents) -> Iterator[Counter]:
    made = Counter(tmp_path, database)
    made.hear(registered())
    made.hear(registered("sel_2", owner="per_stranger"), id="evt_2")
    yield made
    begin(Cause())


@pytest.mark.parametrize("reader", [OWNER, FIELD, CHECKER, ADMIN, AUDITOR])
def test_owner_and_staff_of_the_area_see_the_last_four_digits(counter: Counter, reader: Person):
    counter.enter()
    counter.approve()
    shown = counter.shown(reader)
    assert (shown.shown, shown.ifsc, shown.holder) == ("••••7890", "SBIN0000066", "मनोज महली")
    assert (shown.status, shown.version, shown.active_from) == ("approved", 2, NOON + HOLD)
    assert ACCOUNT.alike not in str(shown)


@pytest.mark.parametrize("reader", [STRANGER, ELSEWHERE, person("per_p", role="partner")])
def test_to_others_it_is_as_if_there_were_none(counter: Counter, reader: Person):
    counter.enter()
    with pytest.raises(PayoutAccountNotFound):
        counter.shown(reader)
    with pytest.raises(PayeeNotFound):
        counter.page(reader, "sel_1")
    assert counter.page(reader, status="entered").items == []


def test_nothing_readable_is_in_the_database(counter: Counter):
    counter.enter()
    counter.enter("pac_2", UPI, by=STRANGER, seller="sel_2")
    kept = str([list(counter.database[name].find()) for name in ("payees", "payout_accounts")])
    for secret in (ACCOUNT.number, ACCOUNT.alike, ACCOUNT.holder, UPI.number, UPI.holder):
        assert secret not in kept
    assert UPI.number.partition("@")[0] not in kept


def test_a_checker_is_told_who_else_named_the_number(counter: Counter):
    counter.enter()
    counter.enter("pac_2", ACCOUNT, by=STRANGER, seller="sel_2")
    assert counter.shown(CHECKER).shared_with == ["sel_2"]
    assert counter.shown(CHECKER, "pac_2").shared_with == ["sel_1"]
    assert counter.shown(OWNER).shared_with == []
    assert counter.shown(FIELD).shared_with == []


def test_a_number_is_recognised_however_it_is_written_and_under_whichever_key(counter: Counter):
    counter.enter()
    write_keys(counter.keys, NEW_KEY, OLD_KEY)
    bare = type(ACCOUNT)(kind="bank", number=ACCOUNT.alike, holder="X Y", ifsc="HDFC0000001")
    counter.enter("pac_2", bare, by=STRANGER, seller="sel_2")
    assert [counter.shown(CHECKER, id).shared_with for id in ("pac_1", "pac_2")] == [
        ["sel_2"],
        ["sel_1"],
    ]


def test_a_seller_s_own_earlier_account_is_not_another_s(counter: Counter):
    counter.make_active()
    counter.enter("pac_2", ACCOUNT)
    assert counter.shown(CHECKER, "pac_2").shared_with == []


def test_pages_hold_what_is_asked_for(counter: Counter):
    for number in range(1, 4):
        counter.enter(f"pac_{number}")
        counter.withdraw(f"pac_{number}")
    counter.enter("pac_4")
    counter.enter("pac_5", UPI, by=STRANGER, seller="sel_2")
    first = counter.page(OWNER, "sel_1", limit=3)
    assert [item.payout_account_id for item in first.items] == ["pac_1", "pac_2", "pac_3"]
    rest = counter.page(OWNER, "sel_1", limit=3, after=place_of(first.next))
    assert ([item.payout_account_id for item in rest.items], rest.next) == (["pac_4"], "")
    assert [item.payout_account_id for item in counter.page(STRANGER).items] == ["pac_5"]
    both = person("per_two", "district_approver", "block:2750")
    both.grants.extend(CHECKER.grants)
    for reader in (CHECKER, ADMIN, both):
        found = counter.page(reader, status="entered", limit=1)
        assert ([item.payout_account_id for item in found.items], found.next) == (
            ["pac_4"],
            cursor_of("pac_4"),
        )
        found = counter.page(reader, status="entered", after="pac_4", limit=1)
        assert ([item.payout_account_id for item in found.items], found.next) == (["pac_5"], "")


def test_of_two_at_the_same_moment_one_is_entered(counter: Counter):
    outcomes: list[str] = []

    def enter(id: str) -> None:
        try:
            counter.enter(id)
            outcomes.append("entered")
        except PayoutAccountWaiting:
            outcomes.append("refused")

    threads = [Thread(target=enter, args=(f"pac_{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["entered"] + ["refused"] * 5
    assert counter.database["payout_accounts"].count_documents({}) == 1


def test_what_is_due_takes_the_place_of_the_one_before(counter: Counter):
    counter.make_active("pac_1")
    counter.enter("pac_2", UPI)
    counter.approve("pac_2")
    assert payout_queries.due(counter.database, counter.at + HOLD - timedelta(seconds=1)) == []
    counter.at += HOLD
    assert payout_queries.due(counter.database, counter.at) == [("pac_2", "sel_1")]
    counter.activate("pac_2")
    assert (counter.status("pac_1"), counter.status("pac_2")) == ("replaced", "active")
    assert payout_queries.due(counter.database, counter.at) == []
    payee = counter.database["payees"].find_one({"_id": "sel_1"})
    assert payee is not None
    assert (payee["waiting"], payee["active"], payee["before"]) == ("", "pac_2", "pac_1")


def test_keys_rotate_while_accounts_are_read_and_decided_on(counter: Counter):
    numbers = range(30)
    for n in numbers:
        counter.hear(registered(f"sel_r{n:02}"), id=f"evt_r{n}")
        counter.enter(f"pac_{n:02}", seller=f"sel_r{n:02}")
    write_keys(counter.keys, NEW_KEY, OLD_KEY)
    assert payout_queries.by_key(counter.database, ["old", "new"]) == ({"old": 30, "new": 0}, 30)
    holders: list[str] = []

    def read() -> None:
        for n in numbers:
            holders.append(counter.shown(OWNER, f"pac_{n:02}").holder)

    def decide() -> None:
        for n in numbers:
            counter.approve(f"pac_{n:02}", reason="same family")

    def rotate() -> None:
        while reseal_some(counter.database, counter.vault, counter.do, batch=7):
            pass

    threads = [Thread(target=work) for work in (read, decide, rotate, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rotate()
    assert payout_queries.by_key(counter.database, ["old", "new"]) == ({"old": 0, "new": 30}, 30)
    assert holders == [ACCOUNT.holder] * 60
    write_keys(counter.keys, NEW_KEY)
    for n in numbers:
        account = counter.account(f"pac_{n:02}")
        assert account["status"] == "approved"
        assert counter.shown(OWNER, f"pac_{n:02}").holder == ACCOUNT.holder


def test_a_rotation_that_was_broken_off_goes_on(counter: Counter):
    for n in range(5):
        counter.hear(registered(f"sel_r{n}"), id=f"evt_r{n}")
        counter.enter(f"pac_{n}", seller=f"sel_r{n}")
    write_keys(counter.keys, NEW_KEY, OLD_KEY)
    done = []

    def handle(command: Message) -> None:
        if len(done) == 2:
            raise SystemExit
        done.append(command)
        counter.do(command)

    with pytest.raises(SystemExit):
        reseal_some(counter.database, counter.vault, handle)
    assert payout_queries.by_key(counter.database, ["old", "new"])[0] == {"old": 3, "new": 2}
    assert reseal_some(counter.database, counter.vault, counter.do) == 3
    assert payout_queries.by_key(counter.database, ["old", "new"])[0] == {"old": 0, "new": 5}


@pytest.mark.parametrize("field", ["sealed.number", "sealed.holder"])
def test_who_writes_to_the_database_cannot_lead_money_elsewhere(counter: Counter, field: str):
    """An attacker with write access copies their own sealed value into another's account."""
    counter.enter()
    counter.enter("pac_2", UPI, by=STRANGER, seller="sel_2")
    part = field.partition(".")[2]
    theirs = counter.account("pac_2")["sealed"][part]
    counter.database["payout_accounts"].update_one({"_id": "pac_1"}, {"$set": {field: theirs}})
    account = Work(counter.mongo, "payments", counter).repository(PAYOUT_ACCOUNTS).get("pac_1")
    with pytest.raises(SealBroken):
        opened(account, counter.vault)
