"""The read side of orders: straight from the collection to what the API shows."""

from datetime import datetime
from typing import Any

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.people import Person
from chassis.store import Document
from contracts.message import Message
from contracts.orders import PaymentMethod
from contracts.values import Address, OrderLine, Text
from services.orders.domain.order import Order
from services.orders.domain.refusals import OrderNotFound
from services.orders.texts import TIMELINE

MOST_LISTED = 50


class ConsignmentView(Message):
    """What one seller sends; `total` in paise."""

    consignment_id: str
    seller_id: str
    seller_name: Text
    status: str
    lines: list[OrderLine]
    total: int
    promised_on: str = ""


class OrderView(Message):
    """An order as its buyer sees it, or a seller their part; `total` in paise, tax included."""

    order_id: str
    status: str
    currency: str
    total: int
    payment_method: PaymentMethod
    consignments: list[ConsignmentView]
    deliver_to: Address
    placed_at: datetime
    expires_at: datetime


class OrderPage(Message):
    """The newest orders first; `next` is the cursor of the next page, empty at the end."""

    items: list[OrderView]
    next: str = ""


class TimelineEntry(Message):
    """One thing that happened: the event's name and a sentence for a person."""

    at: datetime
    event: str
    text: Text
    consignment_id: str = ""


class Timeline(Message):
    """Everything that happened to an order, oldest first."""

    entries: list[TimelineEntry]


def order_for(database: Database[Document], person: Person, order_id: str) -> Order:
    """The order if the person may read it; else `OrderNotFound`, as if there were none."""
    with answering():
        found = database["orders"].find_one({"_id": order_id})
    if found is None or not (person.id in found["readers"] or person.may("admin")):
        raise OrderNotFound(field="order_id")
    return _read(found)


def view(order: Order, person: Person) -> OrderView:
    """The order as that person may see it: a seller sees their own part, and only where it goes."""
    whole = person.id == order.buyer_id or person.may("admin")
    shown = [c for c in order.consignments if whole or c.seller_person_id == person.id]
    to = order.deliver_to
    return OrderView(
        order_id=order.id,
        status=order.status,
        currency="INR",
        total=sum(c.total for c in shown),
        payment_method=order.payment.method,
        consignments=[
            ConsignmentView(
                consignment_id=c.consignment_id,
                seller_id=c.seller_id,
                seller_name=c.seller_name,
                status=order.progress[c.consignment_id],
                lines=c.lines,
                total=c.total,
                promised_on=order.promises.get(c.consignment_id, ""),
            )
            for c in shown
        ],
        deliver_to=to if whole else _place_of(to),
        placed_at=order.placed_at,
        expires_at=order.expires_at,
    )


def _place_of(to: Address) -> Address:
    """Where it goes, without who and which door."""
    return Address(name="", phone="", line1="", district=to.district, state=to.state, pin=to.pin)


def page_for(database: Database[Document], person: Person, after: str, limit: int) -> OrderPage:
    """A page of the orders that the person is part of."""
    wanted: dict[str, Any] = {"readers": person.id}
    if after:
        wanted["_id"] = {"$lt": after}
    with answering():
        found = list(database["orders"].find(wanted).sort("_id", -1).limit(limit + 1))
    items = [view(_read(document), person) for document in found[:limit]]
    return OrderPage(items=items, next=items[-1].order_id if len(found) > limit else "")


def timeline(order: Order) -> Timeline:
    """The order's story in words."""
    return Timeline(
        entries=[
            TimelineEntry(
                at=entry.at,
                event=entry.event,
                text=TIMELINE[entry.event],
                consignment_id=entry.consignment_id,
            )
            for entry in order.timeline
        ]
    )


def due(database: Database[Document], now: datetime, limit: int = 200) -> list[str]:
    """Ids of orders that nobody paid in time."""
    with answering():
        found = database["orders"].find(
            {"status": "placed", "expires_at": {"$lte": now}}, {"_id": 1}
        )
        return [document["_id"] for document in found.limit(limit)]


def _read(document: Document) -> Order:
    return msgspec.convert(document | {"id": document["_id"]}, Order)
