"""The events that a partner hears, and how they are read from the wire.

CloudEvents 1.0 in the AMQP binding's binary mode: attributes in headers, data in the body as JSON.
Readers ignore fields that they do not know.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, dataclass_transform

import msgspec

from .errors import Undecodable

PREFIX = "cloudEvents:"


@dataclass_transform(frozen_default=True, kw_only_default=True)
class ShipmentEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to a parcel: `sequence` counts up per shipment, `happened_at` is UTC."""

    event_id: str
    happened_at: datetime
    sequence: int
    shipment_id: str
    order_id: str
    consignment_id: str
    partner_id: str


class ShipmentCreated(ShipmentEvent, frozen=True, kw_only=True):
    """A parcel waits for pick-up (`weight_g` grams; `cod_due` paise to collect at the door)."""

    from_pin: str
    to_pin: str
    weight_g: int
    cod_due: int
    promised_on: date


class ShipmentPickedUp(ShipmentEvent, frozen=True, kw_only=True):
    """The partner has the parcel."""


class ShipmentInTransit(ShipmentEvent, frozen=True, kw_only=True):
    """The parcel is on its way."""


class ShipmentOutForDelivery(ShipmentEvent, frozen=True, kw_only=True):
    """The parcel is on its last mile; the buyer has the one-time code."""


class ShipmentDelivered(ShipmentEvent, frozen=True, kw_only=True):
    """The buyer has the parcel (`cod_collected` paise, owed to Haat by the partner)."""

    cod_collected: int = 0


class ShipmentUndelivered(ShipmentEvent, frozen=True, kw_only=True):
    """An attempt at the door failed."""

    reason: str


class ShipmentReturned(ShipmentEvent, frozen=True, kw_only=True):
    """The parcel is back with its seller."""


class ShipmentCancelled(ShipmentEvent, frozen=True, kw_only=True):
    """The parcel must not be picked up: its order was cancelled."""


EVENTS: dict[str, type[ShipmentEvent]] = {
    "shipment.created": ShipmentCreated,
    "shipment.picked_up": ShipmentPickedUp,
    "shipment.in_transit": ShipmentInTransit,
    "shipment.out_for_delivery": ShipmentOutForDelivery,
    "shipment.delivered": ShipmentDelivered,
    "shipment.undelivered": ShipmentUndelivered,
    "shipment.returned": ShipmentReturned,
    "shipment.cancelled": ShipmentCancelled,
}


class _Attributes(msgspec.Struct, frozen=True):
    type: str
    id: str
    time: datetime
    sequence: int


def decode(headers: Mapping[str, Any], body: bytes) -> ShipmentEvent | None:
    """The event, or None for a type that this version of the kit does not know.

    Raises `Undecodable` where an attribute or a field is missing or of another type.
    """
    kind = headers.get(f"{PREFIX}type")
    try:
        if isinstance(kind, str) and kind not in EVENTS:
            return None
        named = {k[len(PREFIX) :]: v for k, v in headers.items() if k.startswith(PREFIX)}
        seen = msgspec.convert(named, _Attributes)
        data = msgspec.json.decode(body, type=dict[str, Any])
        envelope = {"event_id": seen.id, "happened_at": seen.time, "sequence": seen.sequence}
        return msgspec.convert(data | envelope, EVENTS[seen.type])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as broken:
        raise Undecodable(f"{kind or 'no type'}: {broken}") from broken
