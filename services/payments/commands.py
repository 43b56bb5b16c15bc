"""What is asked of the payments service: its own steps (intent, call, result), payout accounts."""

from typing import Literal

from chassis.people import Person
from contracts.message import Message
from services.payments.domain.bank_details import BankDetails


class Charge(Message):
    """Ask the provider for the money of a payment that waits for it."""

    payment_id: str


class Settle(Message):
    """Bring a payment to where the provider says it is; told by a webhook."""

    payment_id: str


class GiveBack(Message):
    """Void or refund the payment of a cancelled order at the provider."""

    payment_id: str


class EnterPayoutAccount(Message):
    """Name an account for a seller's money; the same id again is the same request."""

    payout_account_id: str
    seller_id: str
    details: BankDetails
    by: Person


class DecidePayoutAccount(Message):
    """A checker's word on an account that somebody else entered."""

    payout_account_id: str
    decision: Literal["approve", "refuse"]
    reason: str
    by: Person
    if_match: int | None = None


class WithdrawPayoutAccount(Message):
    """Take an account back before it is active."""

    payout_account_id: str
    by: Person
    if_match: int | None = None


class ActivatePayoutAccount(Message):
    """Let the account take the place of the seller's present one, if its hold is over."""

    payout_account_id: str
    seller_id: str


class ResealPayoutAccount(Message):
    """Seal its fields under the newest key."""

    payout_account_id: str
