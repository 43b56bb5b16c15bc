"""The read side of orders: straight from the collection to what the API shows."""

from datetime import datetime
from typing import Any

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.people import Person
from chassis.policy import allows, roles_on
from chassis.store import Document
from contracts.message import Message
from contracts.orders import PaymentMethod
from contracts.values import Address, Consignment, OrderLine, Text
from services.orders.domain.order import RETURN_WINDOW, Order, place_of
from services.orders.domain.refusals import OrderNotFound
from services.orders.texts import TIMELINE

SEE_ADDRESS = {"agent", "admin"}
"""Staff who speak with the buyer; the others need no address."""

MOST_COUNTED = 100


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
    if found is None:
        raise OrderNotFound(field="order_id")
    order = _read(found)
    if not allows(person, "order.read", owners=order.readers, areas=order.areas):
        raise OrderNotFound(field="order_id")
    return order


def view(order: Order, person: Person) -> OrderView:
    """The order as that person may see it: a seller sees their own part, staff those of their area;
    sellers, officers and auditors see only where it goes."""
    mine = person.id == order.buyer_id
    shown = [c for c in order.consignments if mine or _sees(person, c)]
    whole = mine or bool(roles_on(person, "order.read", order.areas) & SEE_ADDRESS)
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
        deliver_to=to if whole else place_of(to),
        placed_at=order.placed_at,
        expires_at=order.expires_at,
    )


def _sees(person: Person, part: Consignment) -> bool:
    owners = [part.seller_person_id]
    return bool(allows(person, "order.read", owners=owners, areas=part.areas))


def page_for(database: Database[Document], person: Person, after: str, limit: int) -> OrderPage:
    """A page of the orders that the person is part of."""
    wanted: dict[str, Any] = {"readers": person.id}
    if after:
        wanted["_id"] = {"$lt": after}
    with answering():
        found = list(database["orders"].find(wanted).sort("_id", -1).limit(limit + 1))
    items = [view(_read(document), person) for document in found[:limit]]
    return OrderPage(items=items, next=cursor_after([order["_id"] for order in found], limit))


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


def under_way(database: Database[Document], person_id: str, now: datetime) -> int:
    """How many orders they buy or sell in that are open, or can still be returned."""
    mine = {"readers": person_id}
    open_ = mine | {"status": {"$in": ["placed", "confirmed"]}}
    returnable = mine | {"status": "completed", "ended_at": {"$gt": now - RETURN_WINDOW}}
    with answering():
        return sum(
            len(list(database["orders"].find(wanted, {"_id": 1}).limit(MOST_COUNTED)))
            for wanted in (open_, returnable)
        )


def orders_of(database: Database[Document], person_id: str) -> list[str]:
    """Ids of all orders that the person is part of."""
    with answering():
        found = database["orders"].find({"readers": person_id}, {"_id": 1})
        return [document["_id"] for document in found]


def _read(document: Document) -> Order:
    return msgspec.convert(document | {"id": document["_id"]}, Order)
