"""Facts that the delivery service publishes."""

from datetime import date

from contracts.message import Event
from contracts.values import Days, Grams, Paise


class CoverageChanged(Event):
    """The PIN codes that a partner serves from now on, in `days`, with cash or not."""

    SUBJECT = "partner_id"

    partner_id: str
    pins: list[str]
    days: Days
    cod: bool


class DeliveryAssigned(Event):
    """A consignment has a partner and a promised date."""

    SUBJECT = "shipment_id"

    shipment_id: str
    order_id: str
    consignment_id: str
    partner_id: str
    promised_on: date


class DeliveryCodeIssued(Event):
    """The one-time code that proves a delivery; for the buyer alone, never for the partner."""

    SUBJECT = "shipment_id"

    shipment_id: str
    order_id: str
    buyer_id: str
    code: str


class ShipmentEvent(Event):
    """Base of what happens to a parcel; its partner hears it too, so it holds no address."""

    SUBJECT = "shipment_id"

    shipment_id: str
    order_id: str
    consignment_id: str
    partner_id: str
    buyer_id: str

    def audience(self) -> dict[str, str]:
        return {"partner": self.partner_id}


class ShipmentCreated(ShipmentEvent):
    """A parcel waits for its partner (`weight_g` grams, `cod_due` paise)."""

    from_pin: str
    to_pin: str
    weight_g: Grams
    cod_due: Paise
    promised_on: date


class ShipmentPickedUp(ShipmentEvent):
    """The partner has the parcel."""


class ShipmentInTransit(ShipmentEvent):
    """The parcel is on its way."""


class ShipmentOutForDelivery(ShipmentEvent):
    """The parcel is on its last mile today."""


class ShipmentDelivered(ShipmentEvent):
    """The buyer has the parcel and proved it by the one-time code."""

    cod_collected: Paise = 0


class ShipmentUndelivered(ShipmentEvent):
    """An attempt at the door failed, for a reason of domain 4.3."""

    reason: str


class ShipmentReturned(ShipmentEvent):
    """The parcel went back to its seller."""


class ShipmentCancelled(ShipmentEvent):
    """The parcel will not be picked up: its order was cancelled."""
