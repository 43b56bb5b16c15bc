"""What the outside, and the clock, may ask of the orders service."""

from contracts.calls import WantedLine
from contracts.message import Message
from contracts.orders import CancelReason, Payment
from contracts.values import Address


class PlaceOrder(Message):
    """Buy these lines; `order_id` comes from the caller's Idempotency-Key: a repeat is the same."""

    order_id: str
    buyer_id: str
    lines: list[WantedLine]
    deliver_to: Address
    payment: Payment


class CancelOrder(Message):
    """End an order of which no parcel has left yet."""

    order_id: str
    reason: CancelReason


class ExpireOrder(Message):
    """The time to pay is over."""

    order_id: str


class ForgetPerson(Message):
    """Take out of an order what names and reaches a person who asked to be forgotten."""

    order_id: str
    person_id: str
