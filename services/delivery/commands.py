"""What the outside, the clock, and the events of orders ask of the delivery service."""

from datetime import datetime
from typing import Literal

from contracts.message import Message
from contracts.values import Address, Consignment

Reported = Literal[
    "picked_up", "in_transit", "out_for_delivery", "delivered", "undelivered", "returned"
]


class RegisterPartner(Message):
    """Take a partner on; `machine_id` is who they are at the API, `days` from door to door."""

    partner_id: str
    name: str
    machine_id: str
    pins: list[str]
    days: int
    cod: bool


class AdmitPartner(Message):
    """Give the partner a queue and a user at the broker; a repeat makes a new password."""

    partner_id: str


class OpenPartner(Message):
    """The partner's queue stands: parcels may come."""

    partner_id: str


class ChangeCoverage(Message):
    """From now on the partner serves these PIN codes."""

    partner_id: str
    pins: list[str]
    days: int
    cod: bool
    if_match: int | None = None


class AssignDelivery(Message):
    """Find a partner for one consignment of `siblings` in the order; `cash` is due at the door."""

    shipment_id: str
    order_id: str
    buyer_id: str
    consignment: Consignment
    deliver_to: Address
    cash: bool
    siblings: int


class RetryAssignment(Message):
    """Try again for a parcel that nobody could carry."""

    shipment_id: str


class CreateShipment(Message):
    """The order is confirmed: the partner may come for the parcel."""

    shipment_id: str


class RememberCancellation(Message):
    """The order is cancelled: no parcel of it may leave, even if it is heard of later."""

    order_id: str


class CancelShipment(Message):
    """The parcel's order is cancelled."""

    shipment_id: str


class ReportStep(Message):
    """A partner tells what happened to a parcel; answered with `Outcome`."""

    shipment_id: str
    machine_id: str
    status: Reported
    at: datetime
    code: str = ""
    reason: str = ""
    place: str = ""


class IssueCode(Message):
    """Staff give the buyer a new one-time code, and the partner new tries."""

    shipment_id: str


Outcome = Literal["taken", "wrong_code"]


class LetAddressGo(Message):
    """A parcel that has ended: its address goes 90 days later."""

    shipment_id: str
