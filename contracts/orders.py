"""Facts that the orders service publishes."""

from typing import Literal

from contracts.message import Event, Message
from contracts.values import Address, Consignment, Instant, Paise

PaymentMethod = Literal["card", "cod"]
CancelReason = Literal["payment_failed", "expired", "buyer", "seller", "officer", "undeliverable"]


class Payment(Message):
    """How the buyer pays: `token` is the provider's payment method, empty for cash."""

    method: PaymentMethod
    token: str = ""


class OrderPlaced(Event):
    """A buyer has committed to buy, and the stock is held until after `expires_at`.

    `total` in paise, tax included: the sum of the consignments.
    """

    SUBJECT = "order_id"

    order_id: str
    buyer_id: str
    consignments: list[Consignment]
    total: Paise
    currency: str
    payment: Payment
    deliver_to: Address
    expires_at: Instant


class OrderConfirmed(Event):
    """The order is paid, or its cash on delivery promised: stock is sold, parcels may leave."""

    SUBJECT = "order_id"

    order_id: str
    buyer_id: str
    seller_person_ids: list[str]
    product_ids: list[str]
    total: Paise


class OrderExpired(Event):
    """Nobody paid in time; `order.cancelled` follows."""

    SUBJECT = "order_id"

    order_id: str
    buyer_id: str


class OrderCancelled(Event):
    """Nothing of the order will happen; whoever holds stock or money for it lets go."""

    SUBJECT = "order_id"

    order_id: str
    buyer_id: str
    seller_person_ids: list[str]
    product_ids: list[str]
    reason: CancelReason


class OrderCompleted(Event):
    """Every consignment has reached its end, at least one of them its buyer."""

    SUBJECT = "order_id"

    order_id: str
    buyer_id: str
    product_ids: list[str]
