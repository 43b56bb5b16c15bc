"""The steps of a parcel on its way, which may follow which, and what the world is told."""

from datetime import datetime
from typing import Final

from chassis.aggregate import Moves
from contracts.delivery import (
    ShipmentDelivered,
    ShipmentEvent,
    ShipmentInTransit,
    ShipmentOutForDelivery,
    ShipmentPickedUp,
    ShipmentReturned,
    ShipmentUndelivered,
)
from contracts.message import Message

MOVES: Final[Moves] = {
    "unassigned": {"assigned", "cancelled"},
    "assigned": {"created", "cancelled"},
    "created": {"picked_up", "cancelled"},
    "picked_up": {"in_transit"},
    "in_transit": {"out_for_delivery", "undelivered"},
    "out_for_delivery": {"delivered", "undelivered"},
    "undelivered": {"in_transit", "out_for_delivery", "returned", "delivered"},
    "delivered": set(),
    "returned": set(),
    "cancelled": set(),
}
AT_THE_DOOR: Final = {"out_for_delivery", "undelivered"}
FACTS: Final[dict[str, type[ShipmentEvent]]] = {
    "picked_up": ShipmentPickedUp,
    "in_transit": ShipmentInTransit,
    "out_for_delivery": ShipmentOutForDelivery,
    "undelivered": ShipmentUndelivered,
    "delivered": ShipmentDelivered,
    "returned": ShipmentReturned,
}
_WAY: Final = {status: place for place, status in enumerate(FACTS)} | {"returned": 4}


class Step(Message):
    """What a partner told of the parcel, and when it happened (UTC)."""

    status: str
    at: datetime
    place: str = ""
    reason: str = ""


def is_behind(step: str, status: str) -> bool:
    """Whether a parcel of that status has passed the step; one that never left has passed none."""
    return status in _WAY and _WAY[step] < _WAY[status]
