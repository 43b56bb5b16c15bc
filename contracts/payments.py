"""Facts that the payments service publishes. Amounts are paise."""

from contracts.message import Event
from contracts.values import Paise


class PaymentPromised(Event):
    """The buyer will pay in cash at the door; the order may go on."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str
    amount: Paise


class PaymentCaptured(Event):
    """The buyer's money for an order has arrived."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str
    amount: Paise


class PaymentFailed(Event):
    """The provider refused the payment for good; `reason` is its stable code."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str
    reason: str


class PaymentActionRequired(Event):
    """The buyer must prove the payment to their bank (3-D Secure) before it goes on."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str
    buyer_id: str


class PaymentVoided(Event):
    """A payment of a cancelled order was let go before any money moved."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str


class RefundSucceeded(Event):
    """Captured money of a cancelled order went back to the buyer, in full."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str
    buyer_id: str
    amount: Paise


class CodCollected(Event):
    """A partner took the promised cash for one consignment at the door."""

    SUBJECT = "payment_id"

    payment_id: str
    order_id: str
    consignment_id: str
    amount: Paise
