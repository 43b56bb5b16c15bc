"""What the payments service asks of itself, step by step: intent, call, result."""

from contracts.message import Message


class Charge(Message):
    """Ask the provider for the money of a payment that waits for it."""

    payment_id: str


class Settle(Message):
    """Bring a payment to where the provider says it is; told by a webhook."""

    payment_id: str


class GiveBack(Message):
    """Void or refund the payment of a cancelled order at the provider."""

    payment_id: str
