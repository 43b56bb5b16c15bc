"""A shipment as Haat's API shows it to its partner. Personal: keep it out of logs."""

from datetime import date, datetime

import msgspec


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where the parcel is picked up."""

    pin: str
    name: str | None = None
    village: str | None = None


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the parcel goes to."""

    name: str
    phone: str
    line1: str
    district: str
    state: str
    pin: str
    landmark: str | None = None
    village: str | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the shipment's history."""

    status: str
    at: datetime
    reason: str | None = None
    place: str | None = None


class Shipment(msgspec.Struct, frozen=True, kw_only=True, rename={"origin": "from"}):
    """A parcel, where it stands and what is due at the door (`cod_due` paise)."""

    shipment_id: str
    order_id: str
    consignment_id: str
    status: str
    partner_id: str
    promised_on: date
    cod_due: int
    weight_g: int
    origin: Origin
    to: Destination
    events: tuple[Step, ...] = ()
