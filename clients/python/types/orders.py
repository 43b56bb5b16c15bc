"""Types of orders. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from .base import Sent, Told
from .shared import Address, Text


class AddressBody(Sent):
    """Where the parcel goes: phone in E.164, PIN of six digits."""

    name: str
    phone: str
    line1: str
    district: str
    state: str
    pin: str
    landmark: str | UnsetType = UNSET
    village: str | UnsetType = UNSET


class CancelBody(Sent):
    """Why; one word of the caller's."""

    reason: str


class ConsignmentView(Told):
    """What one seller sends; `total` in paise."""

    consignment_id: str
    seller_id: str
    seller_name: Text
    status: str
    lines: list[OrderLine]
    total: int
    promised_on: str = ""


class LineBody(Sent):
    """So many pieces (1 to 500) of a product."""

    product_id: str
    quantity: int


class OrderBody(Sent):
    """An order of one or more sellers' products, to one address."""

    lines: list[LineBody]
    deliver_to: AddressBody
    payment: PaymentBody
    currency: str


class OrderLine(Told):
    """One product of an order, as frozen by the catalogue when it was held. `unit_price` in paise
    with tax, `gst_bp` in basis points, `weight_g` per unit in grams.
    """

    product_id: str
    title: Text
    quantity: int
    unit_price: int
    hsn: str
    gst_bp: int
    weight_g: int


class OrderPage(Told):
    """The newest orders first; `next` is the cursor of the next page, empty at the end."""

    items: list[OrderView]
    next: str = ""


class OrderView(Told):
    """An order as its buyer sees it, or a seller their part; `total` in paise, tax included."""

    order_id: str
    status: str
    currency: str
    total: int
    payment_method: str
    consignments: list[ConsignmentView]
    deliver_to: Address
    placed_at: datetime
    expires_at: datetime


class PaymentBody(Sent):
    """`token` is the card's payment method at the provider; none for cash on delivery."""

    method: Literal["card", "cod"]
    token: str | UnsetType = UNSET


class Timeline(Told):
    """Everything that happened to an order, oldest first."""

    entries: list[TimelineEntry]


class TimelineEntry(Told):
    """One thing that happened: the event's name and a sentence for a person."""

    at: datetime
    event: str
    text: Text
    consignment_id: str = ""
