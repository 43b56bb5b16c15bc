"""What the handlers of the payments service need from the world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from chassis.clock import Clock
from chassis.encryption import FieldVault
from chassis.work import Repository
from services.payments.domain.payee import Payee
from services.payments.domain.payment import Payment, ProviderResult
from services.payments.domain.payout_account import PayoutAccount


class PaymentProvider(Protocol):
    """Whoever moves the money. Every call may be repeated with the same key: it acts once.

    Raises `ProviderAway` when the outcome is not known; the call is then repeated as it was.
    """

    def charge(self, payment: Payment, *, key: str) -> ProviderResult:
        """Create and capture; a refusal of the card is a result, not an error."""
        ...

    def look(self, ref: str) -> ProviderResult:
        """How the charge stands now."""
        ...

    def void(self, ref: str, *, key: str) -> ProviderResult:
        """Cancel before any money moved; `captured` if it is too late for that."""
        ...

    def refund(self, ref: str, amount: int, *, key: str) -> int:
        """Give back so many paise; what was given back."""
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    payments: Repository[Payment]
    payees: Repository[Payee]
    payout_accounts: Repository[PayoutAccount]
    provider: PaymentProvider
    vault: FieldVault
    shared_with: Callable[[PayoutAccount], list[str]]
    """The other sellers that have named the same number."""
    payout_hold: timedelta
    clock: Clock
