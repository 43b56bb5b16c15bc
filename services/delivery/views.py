"""A parcel as the API shows it; partners read the same shape."""

from datetime import date, datetime

from contracts.message import Message
from contracts.values import Address
from services.delivery.domain.shipment import Shipment


class Origin(Message):
    """Where the parcel is picked up."""

    name: str
    pin: str
    village: str = ""


class StepView(Message):
    """What a partner told, and when it happened."""

    status: str
    at: datetime
    place: str
    reason: str


class ShipmentView(Message, rename={"origin": "from"}):
    """A parcel (`cod_due` paise, `weight_g` grams); sellers see neither `from` nor `to`."""

    shipment_id: str
    order_id: str
    consignment_id: str
    status: str
    partner_id: str
    promised_on: date | None
    cod_due: int
    origin: Origin | None
    to: Address | None
    weight_g: int
    events: list[StepView]


def view(shipment: Shipment, *, address: bool) -> ShipmentView:
    """The parcel, with or without where it comes from and goes to."""
    return ShipmentView(
        shipment_id=shipment.id,
        order_id=shipment.order_id,
        consignment_id=shipment.consignment_id,
        status=shipment.status,
        partner_id=shipment.partner_id,
        promised_on=shipment.promised_on,
        cod_due=shipment.cod_due,
        origin=Origin(name=shipment.seller_name.hi, pin=shipment.from_pin) if address else None,
        to=shipment.to if address else None,
        weight_g=shipment.weight_g,
        events=[
            StepView(status=step.status, at=step.at, place=step.place, reason=step.reason)
            for step in shipment.steps
        ],
    )
