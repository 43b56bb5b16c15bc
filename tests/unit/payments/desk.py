"""The desk of payout accounts: the payments service over a memory store, and who comes to it."""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.encryption import FieldVault
from chassis.memory import MemoryStore
from chassis.people import Grant, Person
from chassis.store import Write
from chassis.work import Work
from contracts.catalog import SellerApproved, SellerRegistered
from contracts.envelope import decode
from contracts.message import Event, Message
from contracts.policy import Kind
from contracts.values import Text
from services.payments.commands import (
    ActivatePayoutAccount,
    DecidePayoutAccount,
    EnterPayoutAccount,
    WithdrawPayoutAccount,
)
from services.payments.domain.bank_details import BankDetails
from services.payments.domain.payout_account import PayoutAccount
from services.payments.handlers import HANDLERS
from services.payments.ports import Ports
from services.payments.tables import PAYEES, PAYOUT_ACCOUNTS

NOON = datetime(2025, 10, 14, 6, 30, tzinfo=UTC)
HOLD = timedelta(hours=48)
NAME = Text(hi="मनोज बाँस शिल्प", en="Manoj Bamboo Craft")
ACCOUNT = BankDetails(kind="bank", number="00031234567890", holder="मनोज महली", ifsc="SBIN0000066")
UPI = BankDetails(kind="vpa", number="9431100027@okaxis", holder="Manoj Mahli")


def person(id: str, kind: Kind = "", area: str = "district:324", role: str = "") -> Person:
    """A maker, or staff: an officer of that kind, or somebody of another role."""
    grants = [Grant(role="buyer"), Grant(role="seller")]
    if kind or role:
        grants.append(Grant(role=role or "officer", area=area, kind=kind))  # type: ignore[arg-type]
    return Person(id=id, grants=grants)


OWNER, STRANGER = person("per_owner"), person("per_stranger")
FIELD = person("per_field", "field")
CHECKER = person("per_checker", "district_approver")
ADMIN = person("per_admin", role="admin", area="everywhere")


def registered(seller_id: str = "sel_1", owner: str = "per_owner") -> SellerRegistered:
    return SellerRegistered(
        seller_id=seller_id, person_id=owner, name=NAME, district=324, block=2750
    )


def approved(seller_id: str = "sel_1", owner: str = "per_owner") -> SellerApproved:
    return SellerApproved(
        seller_id=seller_id, person_id=owner, name=NAME, district=324, block=2750, pin="814112"
    )


def field_key(kid: str, byte: int) -> dict[str, str]:
    k = base64.urlsafe_b64encode(bytes([byte]) * 32).rstrip(b"=").decode()
    return {"kty": "oct", "kid": kid, "k": k}


OLD_KEY, NEW_KEY = field_key("old", 1), field_key("new", 2)


def write_keys(path: Path, *keys: dict[str, str]) -> Path:
    """In one step, as a mounted secret changes."""
    fresh = path.with_suffix(".fresh")
    fresh.write_text(json.dumps(keys))
    return fresh.replace(path)


class Desk:
    """What people ask of it, and what tests look at."""

    def __init__(self, folder: Path) -> None:
        self.store = MemoryStore(PAYEES, PAYOUT_ACCOUNTS)
        self.keys = write_keys(folder / "fields.json", OLD_KEY)
        self.vault = FieldVault(str(self.keys))
        self.at = NOON
        self.shared: dict[str, list[str]] = {}
        self.app = Application(
            "payments", self.store, HANDLERS, self._ports, outbox=self, clock=self
        )

    def now(self) -> datetime:
        return self.at

    def offer(self, write: Write) -> None:
        """Events stay in the outbox, where tests look at them."""

    def hear(self, event: Event, *, id: str = "evt_1", sequence: int = 1) -> None:
        begin(Cause(causation_id=id, event_id=id, sequence=sequence))
        self.app.handle(event)

    def do(self, command: Message) -> Any:
        begin(Cause(correlation_id="req_1"))
        return self.app.handle(command)

    def enter(
        self,
        id: str = "pac_1",
        details: BankDetails = ACCOUNT,
        *,
        by: Person = OWNER,
        seller: str = "sel_1",
    ) -> None:
        self.do(EnterPayoutAccount(payout_account_id=id, seller_id=seller, details=details, by=by))

    def approve(self, id: str = "pac_1", *, by: Person = CHECKER, **more: Any) -> None:
        more = {"reason": "", **more}
        self.do(DecidePayoutAccount(payout_account_id=id, decision="approve", by=by, **more))

    def refuse(self, id: str = "pac_1", *, by: Person = CHECKER, reason: str = "नाम अलग है") -> None:
        self.do(DecidePayoutAccount(payout_account_id=id, decision="refuse", reason=reason, by=by))

    def withdraw(self, id: str = "pac_1", *, by: Person = OWNER) -> None:
        self.do(WithdrawPayoutAccount(payout_account_id=id, by=by))

    def activate(self, id: str = "pac_1", seller: str = "sel_1") -> None:
        self.do(ActivatePayoutAccount(payout_account_id=id, seller_id=seller))

    def make_active(self, id: str = "pac_1", details: BankDetails = ACCOUNT) -> None:
        """All the way."""
        self.enter(id, details)
        self.approve(id)
        self.at += HOLD
        self.activate(id)

    def account(self, id: str = "pac_1") -> dict[str, Any]:
        document = self.store.get("payout_accounts", id)
        assert document is not None
        return document

    def status(self, id: str = "pac_1") -> str:
        return str(self.account(id)["status"])

    def slots(self, seller: str = "sel_1") -> tuple[str, str]:
        """The seller's account on its way, and the active one."""
        payee = self.store.get("payees", seller)
        assert payee is not None
        return payee["waiting"], payee["active"]

    def told(self, id: str = "pac_1") -> list[Event]:
        return [decode(e.headers, e.body)[0] for e in self.store.events("payout_accounts", id)]

    def _ports(self, work: Work) -> Ports:
        nothing: Any = None
        return Ports(
            payments=nothing,
            payees=work.repository(PAYEES),
            payout_accounts=work.repository(PAYOUT_ACCOUNTS),
            provider=nothing,
            vault=self.vault,
            shared_with=self._shared_with,
            payout_hold=HOLD,
            clock=self,
        )

    def _shared_with(self, account: PayoutAccount) -> list[str]:
        return self.shared.get(account.id, [])
