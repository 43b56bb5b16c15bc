"""A change of field keys: everything is sealed anew, and nobody notices."""

import logging
from typing import Any

import msgspec
import pytest

from chassis.encryption import FieldKeyNotKnown, SealBroken
from services.payments import payout_queries
from services.payments.commands import ResealPayoutAccount
from services.payments.domain.payout_account import PayoutAccount
from services.payments.resealing import reseal_some
from services.payments.sealing import digests_of, opened
from tests.unit.payments.desk import (
    ACCOUNT,
    NEW_KEY,
    OLD_KEY,
    STRANGER,
    UPI,
    Desk,
    registered,
    write_keys,
)


def loaded(desk: Desk, id: str = "pac_1") -> PayoutAccount:
    return msgspec.convert(desk.account(id) | {"id": id}, PayoutAccount)


def reseal(desk: Desk, id: str = "pac_1") -> None:
    desk.do(ResealPayoutAccount(payout_account_id=id))


def test_an_account_is_sealed_under_the_newest_key_once(desk: Desk):
    desk.enter()
    before = loaded(desk)
    reseal(desk)
    assert loaded(desk).sealed == before.sealed
    write_keys(desk.keys, NEW_KEY, OLD_KEY)
    reseal(desk)
    after = loaded(desk)
    assert (before.sealed.key, after.sealed.key) == ("old", "new")
    assert opened(after, desk.vault) == ACCOUNT
    assert after.sealed.digest == digests_of(after, desk.vault)[0] != before.sealed.digest
    assert before.sealed.digest in digests_of(after, desk.vault)
    reseal(desk)
    assert loaded(desk).sealed == after.sealed
    assert len(desk.told()) == 1


def test_the_old_key_is_not_needed_any_more(desk: Desk):
    desk.enter()
    write_keys(desk.keys, NEW_KEY, OLD_KEY)
    reseal(desk)
    write_keys(desk.keys, NEW_KEY)
    assert opened(loaded(desk), desk.vault) == ACCOUNT


def test_an_old_key_that_left_too_early_is_asked_for_by_name(desk: Desk):
    desk.enter()
    write_keys(desk.keys, NEW_KEY)
    with pytest.raises(FieldKeyNotKnown, match=r"^old$"):
        reseal(desk)
    write_keys(desk.keys, NEW_KEY, OLD_KEY)
    reseal(desk)
    assert loaded(desk).sealed.key == "new"


def test_a_decision_goes_through_while_keys_change(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.enter()
    write_keys(desk.keys, NEW_KEY, OLD_KEY)
    real, met = desk.store.update, []

    def sealed_anew_meanwhile(write: object) -> None:
        if not met:
            met.append(write)
            reseal(desk)
        real(write)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.store, "update", sealed_anew_meanwhile)
    desk.approve()
    account = loaded(desk)
    assert (account.status, account.sealed.key) == ("approved", "new")
    assert opened(account, desk.vault) == ACCOUNT


@pytest.mark.parametrize("field", ["number", "holder"])
def test_values_that_were_put_into_another_account_do_not_open(desk: Desk, field: str):
    desk.hear(registered("sel_2", owner="per_stranger"), id="evt_2")
    desk.enter()
    desk.enter("pac_2", UPI, by=STRANGER, seller="sel_2")
    swapped = loaded(desk)
    theirs = loaded(desk, "pac_2")
    swapped.sealed = msgspec.structs.replace(
        swapped.sealed, **{field: getattr(theirs.sealed, field)}
    )
    with pytest.raises(SealBroken):
        opened(swapped, desk.vault)


def test_number_and_holder_cannot_change_places(desk: Desk):
    desk.enter()
    account = loaded(desk)
    account.sealed = msgspec.structs.replace(
        account.sealed, number=account.sealed.holder, holder=account.sealed.number
    )
    with pytest.raises(SealBroken):
        opened(account, desk.vault)


class Left:
    """What the database would say is left under older keys."""

    def __init__(self, *ids: str) -> None:
        self.ids = list(ids)

    def sealed_under(self, _: Any, keys: list[str], limit: int) -> list[str]:
        assert keys == ["old"]
        return self.ids[:limit]


def test_one_that_cannot_be_sealed_anew_keeps_no_other_waiting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    write_keys(desk.keys, NEW_KEY, OLD_KEY)
    left = Left("pac_1", "pac_2", "pac_3")
    monkeypatch.setattr(payout_queries, "sealed_under", left.sealed_under)

    def handle(command: Any) -> None:
        if command.payout_account_id == "pac_2":
            raise SealBroken("payout_accounts/pac_2/number")
        left.ids.remove(command.payout_account_id)

    database: Any = None
    with caplog.at_level(logging.INFO):
        assert reseal_some(database, desk.vault, handle) == 2
    assert (left.ids, caplog.messages) == (["pac_2"], ["could not seal a payout account anew"])


def test_the_end_is_told_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    write_keys(desk.keys, NEW_KEY, OLD_KEY)
    left = Left("pac_1", "pac_2", "pac_3")
    monkeypatch.setattr(payout_queries, "sealed_under", left.sealed_under)
    database: Any = None
    with caplog.at_level(logging.INFO):
        for _ in range(4):
            reseal_some(
                database, desk.vault, lambda c: left.ids.remove(c.payout_account_id), batch=2
            )
    assert caplog.messages == ["no value is sealed under an older field key any more"]


def test_with_one_key_nothing_is_to_be_done(desk: Desk):
    database: Any = None
    assert reseal_some(database, desk.vault, lambda _: None) == 0
