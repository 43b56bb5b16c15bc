"""A payment: the money of one order, from intent to its end. Amounts are paise."""

from datetime import datetime
from typing import ClassVar, Literal

from chassis.aggregate import Aggregate, Moves
from chassis.ids import derived_id
from contracts.message import Message
from contracts.orders import OrderPlaced, PaymentMethod
from contracts.payments import (
    CodCollected,
    PaymentActionRequired,
    PaymentCaptured,
    PaymentFailed,
    PaymentPromised,
    PaymentVoided,
    RefundSucceeded,
)
from contracts.policy import Area

ProviderStatus = Literal["captured", "action_required", "pending", "failed", "voided"]


class ProviderResult(Message):
    """What the provider says of a charge; `ref` is its id there, `reason` its stable code."""

    status: ProviderStatus
    ref: str
    amount: int = 0
    reason: str = ""


def payment_id_for(order_id: str) -> str:
    """There is one payment for an order."""
    return derived_id("pay", order_id)


class Payment(Aggregate):
    """`waiting` until the provider was asked; `leaving` once the order is cancelled."""

    MOVES: ClassVar[Moves] = {
        "waiting": {"captured", "action_required", "pending", "failed", "leaving", "voided"},
        "pending": {"captured", "action_required", "failed", "leaving"},
        "action_required": {"captured", "pending", "failed", "leaving"},
        "promised": {"collected", "voided"},
        "captured": {"leaving"},
        "leaving": {"voided", "refunded"},
        "collected": set(),
        "failed": set(),
        "voided": {"collected"},  # a parcel that had left when its order was cancelled
        "refunded": set(),
    }

    order_id: str
    buyer_id: str
    method: PaymentMethod
    amount: int
    currency: str
    token: str
    created_at: datetime
    provider_ref: str = ""
    captured: int = 0
    refunded: int = 0
    collected: dict[str, int] = {}
    """Cash taken at the door, by consignment."""
    cancelled: bool = False
    areas: list[Area] = []
    """Of all its order's sellers: staff of any of them may look."""
    reason: str = ""

    @classmethod
    def of(cls, placed: OrderPlaced, *, at: datetime) -> "Payment":
        """The intent to get an order's money: by the provider, or in cash at the door.

        An order heard of only after its time to pay is over is not charged any more.
        """
        payment = cls(
            id=payment_id_for(placed.order_id),
            status="waiting",
            order_id=placed.order_id,
            buyer_id=placed.buyer_id,
            method=placed.payment.method,
            amount=placed.total,
            currency=placed.currency,
            token=placed.payment.token,
            created_at=at,
            areas=sorted({area for c in placed.consignments for area in c.areas}),
        )
        if placed.expires_at <= at:
            payment.settle(ProviderResult(status="failed", ref="", reason="expired"))
        elif payment.method == "cod":
            payment.status = "promised"
            payment.facts.append(
                PaymentPromised(
                    payment_id=payment.id, order_id=payment.order_id, amount=payment.amount
                )
            )
        return payment

    @classmethod
    def never(cls, order_id: str, buyer_id: str, *, at: datetime) -> "Payment":
        """A cancelled order that was not heard of before: its money will not be asked for."""
        return cls(
            id=payment_id_for(order_id),
            status="voided",
            order_id=order_id,
            buyer_id=buyer_id,
            method="card",
            amount=0,
            currency="INR",
            token="",
            created_at=at,
            cancelled=True,
        )

    @property
    def charge_key(self) -> str:
        """The provider's key of the one attempt at this money; a new card would be the second."""
        return f"pi:{self.order_id}:1"

    def settle(self, result: ProviderResult) -> bool:
        """Go where the provider says, forward only; whether anything changed."""
        self.provider_ref = self.provider_ref or result.ref
        if self.status == "leaving" and result.status == "captured":
            self.captured = result.amount  # captured after all: to be refunded, not voided
            return True
        if self.status == result.status or not self.may_become(result.status):
            return False
        if result.status == "captured":
            self._capture(result.amount)
        elif result.status == "failed":
            self.reason = result.reason
            self.move_to(
                "failed",
                PaymentFailed(payment_id=self.id, order_id=self.order_id, reason=result.reason),
            )
        elif result.status == "action_required":
            self.move_to(
                "action_required",
                PaymentActionRequired(
                    payment_id=self.id, order_id=self.order_id, buyer_id=self.buyer_id
                ),
            )
        elif result.status == "pending":
            self.move_to("pending")
        return True

    def let_go(self) -> bool:
        """Its order is cancelled; whether the provider must be asked to give back."""
        self.cancelled = True
        if self.status == "promised":
            self._void()
            return False
        if self.may_become("leaving"):
            self.move_to("leaving")
        return self.status == "leaving"

    def given_back(self, *, refunded: int) -> None:
        """The provider has voided it, or refunded so many paise, never more than captured."""
        if refunded == 0:
            self._void()
            return
        self.refunded = min(refunded, self.captured)
        self.move_to(
            "refunded",
            RefundSucceeded(
                payment_id=self.id,
                order_id=self.order_id,
                buyer_id=self.buyer_id,
                amount=self.refunded,
            ),
        )

    def collect(self, consignment_id: str, amount: int) -> bool:
        """Cash taken for one consignment; a repeat changes nothing. Whether it is new.

        Cash for a parcel that its cancelled order could not keep back was taken all the same.
        """
        if self.method != "cod" or amount == 0 or consignment_id in self.collected:
            return False
        self.collected[consignment_id] = amount
        self.facts.append(
            CodCollected(
                payment_id=self.id,
                order_id=self.order_id,
                consignment_id=consignment_id,
                amount=amount,
            )
        )
        if sum(self.collected.values()) >= self.amount:
            self.move_to("collected")
        return True

    def _capture(self, amount: int) -> None:
        self.captured = amount
        self.move_to(
            "captured",
            PaymentCaptured(payment_id=self.id, order_id=self.order_id, amount=amount),
        )

    def _void(self) -> None:
        self.move_to("voided", PaymentVoided(payment_id=self.id, order_id=self.order_id))
