"""Types of delivery. Made by `haat client`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from .base import Sent, Told
from .shared import Address


class CoverageBody(Sent):
    """Where a partner delivers from now on."""

    pins: list[str]
    days: int
    cod: bool


class NewPartner(Told):
    """What a new partner needs to hear its events; the password is shown here only."""

    partner_id: str
    queue: str
    broker_user: str
    broker_password: str


class Origin(Told):
    """Where the parcel is picked up."""

    name: str
    pin: str
    village: str = ""


class PartnerBody(Sent):
    """A partner: its machine at the API, the PIN codes it serves, days from door to door, cash."""

    name: str
    machine_id: str
    pins: list[str]
    days: int
    cod: bool


class PartnerPage(Told):
    """The oldest first; `next` is the cursor of the next page, empty at the end."""

    items: list[PartnerView]
    next: str = ""


class PartnerView(Told):
    """A partner as staff see it; `days` from door to door, `open` once its queue stands."""

    partner_id: str
    name: str
    machine_id: str
    status: str
    pins: list[str]
    days: int
    cod: bool
    queue: str
    version: int


class Serviceability(Told):
    """Whether somebody delivers to a PIN, takes cash there, and how soon if sent today."""

    served: bool
    cod: bool
    promised_on: date | None = None


class ShipmentView(Told, rename={"from_": "from"}):
    """A parcel (`cod_due` paise, `weight_g` grams); sellers see neither `from` nor `to`."""

    shipment_id: str
    order_id: str
    consignment_id: str
    status: str
    partner_id: str
    promised_on: date | None
    cod_due: int
    from_: Origin | None
    to: Address | None
    weight_g: int
    events: list[StepView]


class StepBody(Sent):
    """What happened to a parcel: `at` with its zone; `code` with delivered, `reason` with
    undelivered (domain 4.3).
    """

    status: Literal[
        "delivered", "in_transit", "out_for_delivery", "picked_up", "returned", "undelivered"
    ]
    at: datetime
    code: str | UnsetType = UNSET
    place: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class StepView(Told):
    """What a partner told, and when it happened."""

    status: str
    at: datetime
    place: str
    reason: str
