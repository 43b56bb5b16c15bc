"""Who must hear what of an order, by what happened to it."""

from collections.abc import Iterator

from tests.chaos.seen import Order

_TO_BUYER = {
    "order.placed": ("order_placed",),
    "order.confirmed": ("order_confirmed",),
    "order.cancelled": ("order_cancelled",),
    "order.completed": ("order_completed",),
    "payment.action_required": ("payment_action",),
    "refund.succeeded": ("refund_done",),
    "shipment.out_for_delivery": ("delivery_code", "parcel_near"),
    "shipment.undelivered": ("parcel_missed",),
    "shipment.delivered": ("parcel_delivered",),
}
BY_MAIL_ALONE = {"order_placed", "order_completed", "parcel_near", "parcel_delivered"}
"""Whoever has no e-mail address does not hear these; the others come by SMS too."""


def to_buyer(order: Order, *, email: bool) -> Iterator[tuple[str, str]]:
    """What its buyer must hear, once for each time, and of which consignment if of one."""
    for event, consignment_id in order.timeline:
        for what in _TO_BUYER.get(event, ()):
            if email or what not in BY_MAIL_ALONE:
                yield what, consignment_id


def to_sellers(order: Order) -> Iterator[str]:
    """What to pack and what not to send. That an unpaid order ended goes to addresses alone."""
    if order.happened("order.confirmed"):
        yield "order_pack"
    if order.happened("order.cancelled") and not _never_paid(order):
        yield "order_stopped"


def sellers_of(order: Order) -> set[str]:
    """The persons who sell a part of it; in the run they have no e-mail address."""
    return {part.seller_person_id for part in order.parts}


def _never_paid(order: Order) -> bool:
    """Whether missing money ended it: the timeline tells of that before it tells of the end."""
    events = [event for event, _ in order.timeline]
    before = events[: events.index("order.cancelled")]
    return "payment.failed" in before or "order.expired" in before
