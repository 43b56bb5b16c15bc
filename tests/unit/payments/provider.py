"""A payment provider in memory: keeps keys as Stripe documents, and can be away."""

from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from services.payments.domain.payment import Payment, ProviderResult, ProviderStatus
from services.payments.domain.refusals import ProviderAway

GOOD, DECLINED, ASKS, SLOW = "pm_card_visa", "pm_declined", "pm_asks", "pm_slow"
UNKNOWN = "pm_nobody_knows"
_OUTCOMES: dict[str, ProviderStatus] = {
    GOOD: "captured",
    DECLINED: "failed",
    ASKS: "action_required",
    SLOW: "pending",
}
Fault = Literal["before", "after"]


@dataclass
class Charge:
    """One charge at the provider, in paise."""

    amount: int
    status: ProviderStatus
    refunds: dict[str, int] = field(default_factory=dict)

    @property
    def captured(self) -> int:
        return self.amount if self.status == "captured" else 0


class FakeProvider:
    """`services.payments.ports.PaymentProvider`."""

    def __init__(self) -> None:
        self.charges: dict[str, Charge] = {}
        self.asked: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        """What becomes of the next calls: lost before, or after, they took effect."""
        self._answers: dict[str, ProviderResult] = {}
        self._numbers = count(1)

    def charge(self, payment: Payment, *, key: str) -> ProviderResult:
        fault = self._begin("charge", key)
        if key not in self._answers:
            self._answers[key] = self._charge(payment)
        self._end(fault)
        return self._answers[key]

    def look(self, ref: str) -> ProviderResult:
        self._end(self._begin("look", ref))
        return self._result(ref)

    def void(self, ref: str, *, key: str) -> ProviderResult:
        fault = self._begin("void", key)
        if self.charges[ref].status not in ("captured", "pending"):
            self.charges[ref].status = "voided"
        self._end(fault)
        return self._result(ref)

    def refund(self, ref: str, amount: int, *, key: str) -> int:
        fault = self._begin("refund", key)
        charge = self.charges[ref]
        if key not in charge.refunds:
            left = charge.captured - sum(charge.refunds.values())
            assert 0 < amount <= left, f"{amount} of {left} paise"
            charge.refunds[key] = amount
        self._end(fault)
        return charge.refunds[key]

    def finish(self, ref: str, status: ProviderStatus = "captured") -> None:
        """The buyer, or the bank, came to an end with it."""
        if self.charges[ref].status in ("pending", "action_required"):
            self.charges[ref].status = status

    @property
    def kept(self) -> int:
        """Paise that were captured and not given back."""
        return sum(c.captured - sum(c.refunds.values()) for c in self.charges.values())

    def keys(self, operation: str) -> list[str]:
        return [key for asked, key in self.asked if asked == operation]

    def _charge(self, payment: Payment) -> ProviderResult:
        if payment.token == UNKNOWN:
            return ProviderResult(status="failed", ref="", reason="resource_missing")
        ref = f"pi_{next(self._numbers)}"
        self.charges[ref] = Charge(payment.amount, _OUTCOMES[payment.token])
        return self._result(ref)

    def _result(self, ref: str) -> ProviderResult:
        charge = self.charges[ref]
        reason = "card_declined" if charge.status == "failed" else ""
        return ProviderResult(status=charge.status, ref=ref, amount=charge.captured, reason=reason)

    def _begin(self, operation: str, key: str) -> Fault | None:
        self.asked.append((operation, key))
        fault = self.faults.pop(0) if self.faults else None
        if fault == "before":
            raise ProviderAway(field="provider")
        return fault

    def _end(self, fault: Fault | None) -> None:
        if fault == "after":
            raise ProviderAway(field="provider")
