"""Facts that the payments service publishes. Amounts are paise."""

from contracts.message import Event
from contracts.values import Instant, Paise


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


class PayoutAccountEntered(Event):
    """An account for a seller's money was named: by its owner, or by `acted_by` on their behalf.

    `shown` is all that is told of the number, such as `••••4321`; `person_id` is the owner, who may
    object by the number `objection` to what was entered on their behalf.
    """

    SUBJECT = "payout_account_id"

    payout_account_id: str
    seller_id: str
    person_id: str
    shown: str
    acted_by: str = ""
    objection: str = ""


class PayoutAccountApproved(Event):
    """A second person found the account right; it will be active from then on."""

    SUBJECT = "payout_account_id"

    payout_account_id: str
    seller_id: str
    person_id: str
    shown: str
    active_from: Instant


class PayoutAccountRefused(Event):
    """A second person found the account wrong, for a reason; nothing is paid to it."""

    SUBJECT = "payout_account_id"

    payout_account_id: str
    seller_id: str
    person_id: str
    shown: str
    reason: str


class PayoutAccountWithdrawn(Event):
    """The owner, or staff they asked, took the account back before it was active."""

    SUBJECT = "payout_account_id"

    payout_account_id: str
    seller_id: str
    person_id: str
    shown: str


class PayoutAccountActivated(Event):
    """From now on the seller's money goes to this account; the one before is no longer used."""

    SUBJECT = "payout_account_id"

    payout_account_id: str
    seller_id: str
    person_id: str
    shown: str
