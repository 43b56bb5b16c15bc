"""What the handlers of the payments service need from the world."""

from dataclasses import dataclass
from typing import Protocol

from chassis.clock import Clock
from chassis.work import Repository
from services.payments.domain.payment import Payment, ProviderResult


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
    provider: PaymentProvider
    clock: Clock
