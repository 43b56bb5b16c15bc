"""The partner kit: a partner's parcels arrive as typed events, its answers go out by HTTP."""

from .api import Api, Status
from .errors import PartnerKitFailure, Refused, SettingsWrong, Undecodable, Unreachable
from .events import (
    ShipmentCancelled,
    ShipmentCreated,
    ShipmentDelivered,
    ShipmentEvent,
    ShipmentInTransit,
    ShipmentOutForDelivery,
    ShipmentPickedUp,
    ShipmentReturned,
    ShipmentUndelivered,
)
from .partner import Partner
from .settings import Settings
from .shipments import Destination, Origin, Shipment, Step

__all__ = [
    "Api",
    "Destination",
    "Origin",
    "Partner",
    "PartnerKitFailure",
    "Refused",
    "Settings",
    "SettingsWrong",
    "Shipment",
    "ShipmentCancelled",
    "ShipmentCreated",
    "ShipmentDelivered",
    "ShipmentEvent",
    "ShipmentInTransit",
    "ShipmentOutForDelivery",
    "ShipmentPickedUp",
    "ShipmentReturned",
    "ShipmentUndelivered",
    "Status",
    "Step",
    "Undecodable",
    "Unreachable",
]
