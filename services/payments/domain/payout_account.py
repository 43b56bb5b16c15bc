"""A payout account: where a seller's money goes once two people have looked at it."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.ids import short_number
from contracts.payments import (
    PayoutAccountActivated,
    PayoutAccountApproved,
    PayoutAccountEntered,
    PayoutAccountRefused,
    PayoutAccountWithdrawn,
)
from contracts.policy import Area
from services.payments.domain.bank_details import BankDetails, PayoutKind, Sealed
from services.payments.domain.payee import Payee
from services.payments.domain.refusals import OwnEntry, PayoutAccountTakesOver

COLLECTION: Final = "payout_accounts"


class PayoutAccount(Aggregate):
    """Entered, approved by somebody else, held back for a while, then active; never edited."""

    MOVES: ClassVar[Moves] = {
        "entered": {"approved", "refused", "withdrawn"},
        "approved": {"active", "refused", "withdrawn"},
        "active": {"replaced", "refused"},
        "refused": set(),
        "withdrawn": set(),
        "replaced": set(),
    }

    seller_id: str
    owner_id: str
    areas: list[Area]
    kind: PayoutKind
    shown: str
    ifsc: str
    sealed: Sealed
    entered_by: str
    entered_at: datetime
    objection: str = ""
    """The number by which the owner may object to what was entered on their behalf."""
    decided_by: str = ""
    reason: str = ""
    held_until: datetime | None = None
    active_from: datetime | None = None
    ended_at: datetime | None = None

    @classmethod
    def enter(
        cls, id: str, payee: Payee, details: BankDetails, sealed: Sealed, *, by: str, at: datetime
    ) -> "PayoutAccount":
        """Somebody names an account; nothing is paid to it yet."""
        for_another = by != payee.owner_id
        account = cls(
            id=id,
            status="entered",
            seller_id=payee.id,
            owner_id=payee.owner_id,
            areas=payee.areas,
            kind=details.kind,
            shown=details.shown,
            ifsc=details.ifsc,
            sealed=sealed,
            entered_by=by,
            entered_at=at,
            objection=short_number(id, "entered") if for_another else "",
        )
        acted_by = by if for_another else ""
        account.facts.append(
            account._told(PayoutAccountEntered, acted_by=acted_by, objection=account.objection)
        )
        return account

    def approve(self, reason: str, *, by: str, at: datetime, hold: timedelta) -> None:
        """Another person found it right; so long the owner may still object."""
        self._must_be_another(by)
        until = at + hold
        self.move_to("approved", self._told(PayoutAccountApproved, active_from=until))
        self.decided_by, self.reason, self.held_until = by, reason, until

    def refuse(self, reason: str, *, by: str, at: datetime) -> None:
        """Another person found it wrong, at whatever time."""
        self._must_be_another(by)
        self._must_not_take_over(at)
        self.move_to("refused", self._told(PayoutAccountRefused, reason=reason))
        self.decided_by, self.reason, self.ended_at = by, reason, at

    def withdraw(self, *, by: str, at: datetime) -> None:
        """The owner, or staff they asked, takes it back before it is active."""
        self._must_not_take_over(at)
        self.move_to("withdrawn", self._told(PayoutAccountWithdrawn))
        self.decided_by, self.ended_at = by, at

    def activate(self, *, at: datetime) -> None:
        """The hold is over: from now on money goes here."""
        self.move_to("active", self._told(PayoutAccountActivated))
        self.active_from = at

    def replace(self, *, at: datetime) -> None:
        """Another one is active from now on."""
        self.move_to("replaced")
        self.ended_at = at

    @property
    def is_on_its_way(self) -> bool:
        """Whether it may yet become active."""
        return self.status in ("entered", "approved")

    def is_due(self, now: datetime) -> bool:
        """Whether its hold is over."""
        return self.status == "approved" and self.held_until is not None and self.held_until <= now

    def reseal(self, sealed: Sealed) -> None:
        """The same values under another key."""
        self.sealed = sealed

    def _must_be_another(self, by: str) -> None:
        if by in (self.entered_by, self.owner_id):
            raise OwnEntry(field="role")

    def _must_not_take_over(self, now: datetime) -> None:
        """While it takes the place of the one before, which has ended, nobody stops it half-way."""
        if self.is_due(now):
            raise PayoutAccountTakesOver(field="status")

    def _told(self, kind: Any, **more: Any) -> Any:
        return kind(
            payout_account_id=self.id,
            seller_id=self.seller_id,
            person_id=self.owner_id,
            shown=self.shown,
            **more,
        )
