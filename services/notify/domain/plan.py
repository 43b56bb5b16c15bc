"""Which event tells whom what, by which channels: the whole of it in one table.

An SMS costs money and attention: a buyer gets one when the order is confirmed, one with the
delivery code, and else only if they must act, money moves or something goes wrong. The rest
goes by e-mail to those who have an address. What is not here is said by a later event:
`payment.captured` and `payment.promised` by `order.confirmed`; `payment.failed` and
`order.expired` by `order.cancelled`.
"""

from typing import Final, Literal

from contracts.message import Message
from contracts.notify import Channel

Audience = Literal["buyer", "sellers", "seller", "person"]
SMS: Final[tuple[Channel, ...]] = ("sms",)
EMAIL: Final[tuple[Channel, ...]] = ("email",)
BOTH: Final[tuple[Channel, ...]] = ("sms", "email")


class Row(Message):
    """Because of `event`, `audience` hears `template` by `channels` (e-mail where it is known)."""

    event: str
    template: str
    audience: Audience
    channels: tuple[Channel, ...]


def _row(event: str, template: str, audience: Audience, channels: tuple[Channel, ...]) -> Row:
    return Row(event=event, template=template, audience=audience, channels=channels)


PLAN: Final = (
    _row("order.placed", "order_placed", "buyer", EMAIL),
    _row("order.placed", "order_new", "sellers", EMAIL),
    _row("payment.action_required", "payment_action", "buyer", BOTH),
    _row("order.confirmed", "order_confirmed", "buyer", BOTH),
    _row("order.confirmed", "order_pack", "sellers", BOTH),
    _row("order.cancelled", "order_cancelled", "buyer", BOTH),
    _row("order.cancelled", "order_stopped", "sellers", BOTH),  # it was confirmed before
    _row("order.cancelled", "order_lapsed", "sellers", EMAIL),  # it was never paid
    _row("refund.succeeded", "refund_done", "buyer", BOTH),
    _row("delivery.code_issued", "delivery_code", "buyer", SMS),
    _row("shipment.out_for_delivery", "parcel_near", "buyer", EMAIL),
    _row("shipment.undelivered", "parcel_missed", "buyer", BOTH),
    _row("shipment.delivered", "parcel_delivered", "buyer", EMAIL),
    _row("order.completed", "order_completed", "buyer", EMAIL),
    _row("seller.approved", "seller_approved", "seller", BOTH),
    _row("seller.rejected", "seller_rejected", "seller", BOTH),
    _row("seller.assisted", "seller_assisted", "seller", SMS),  # they may object: always an SMS
    _row("product.assisted", "product_assisted", "seller", SMS),
    _row("product.approved", "product_approved", "seller", BOTH),
    _row("product.rejected", "product_rejected", "seller", BOTH),
    _row("payout.account_entered", "payout_entered", "seller", SMS),  # money: always an SMS
    _row("payout.account_entered", "payout_entered_for", "seller", SMS),  # by staff, for them
    _row("payout.account_approved", "payout_approved", "seller", SMS),
    _row("payout.account_refused", "payout_refused", "seller", SMS),
    _row("payout.account_withdrawn", "payout_withdrawn", "seller", SMS),
    _row("payout.account_activated", "payout_active", "seller", SMS),
    _row("consent.given", "consent_recorded", "person", SMS),  # by staff: they may object
    _row("erasure.asked", "erasure_asked", "person", SMS),
    _row("erasure.taken_back", "erasure_taken_back", "person", SMS),
)

CHANNELS: Final = {row.template: row.channels for row in PLAN}
