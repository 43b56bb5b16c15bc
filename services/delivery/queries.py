"""The read side of delivery: straight from the collections to what the API shows."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from pymongo.database import Database

from chassis.aggregate import read
from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.people import Person
from chassis.policy import allows, roles_on
from chassis.store import Document
from contracts.message import Message
from services.delivery.domain.partner import Offer, Partner, choose, promised, queue_of
from services.delivery.domain.refusals import PartnerNotFound, ShipmentNotFound
from services.delivery.domain.shipment import Shipment
from services.delivery.splitting import Parcel
from services.delivery.views import ShipmentView, view

MOST_RETRIED = 1_000
SEE_ADDRESS = {"officer", "agent", "admin"}
"""Auditors see parcels without the buyer's address, as sellers do."""


class PartnerView(Message):
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


class PartnerPage(Message):
    """The oldest first; `next` is the cursor of the next page, empty at the end."""

    items: list[PartnerView]
    next: str = ""


class Serviceability(Message):
    """Whether somebody delivers to a PIN, takes cash there, and how soon if sent today."""

    served: bool
    cod: bool
    promised_on: date | None = None


def serviceability(offers: list[Offer], now: datetime) -> Serviceability:
    """What the buyer is told about their PIN."""
    best = choose(offers, cash=False)
    return Serviceability(
        served=best is not None,
        cod=any(offer.cod for offer in offers),
        promised_on=promised(now, best.days) if best else None,
    )


def partners(database: Database[Document], after: str, limit: int) -> PartnerPage:
    """A page of all partners."""
    with answering():
        found = list(
            database["partners"].find({"_id": {"$gt": after}}).sort("_id", 1).limit(limit + 1)
        )
    items = [_partner(document) for document in found[:limit]]
    return PartnerPage(items=items, next=cursor_after([partner["_id"] for partner in found], limit))


def partner(database: Database[Document], partner_id: str) -> PartnerView:
    """One partner; raises `PartnerNotFound`."""
    with answering():
        found = database["partners"].find_one({"_id": partner_id})
    if found is None:
        raise PartnerNotFound(field="partner_id")
    return _partner(found)


def shipment_for(database: Database[Document], person: Person, shipment_id: str) -> ShipmentView:
    """The parcel as that person may see it; else `ShipmentNotFound`, as if there were none."""
    shipment = shipment_named(database, shipment_id)
    see_address = [shipment.buyer_id, *_carriers(database, person, shipment)]
    owners = [*see_address, shipment.seller_person_id]
    if not allows(person, "shipment.read", owners=owners, areas=shipment.areas):
        raise ShipmentNotFound(field="shipment_id")
    staff = roles_on(person, "shipment.read", shipment.areas)
    return view(shipment, address=person.id in see_address or bool(staff & SEE_ADDRESS))


def shipment_named(database: Database[Document], shipment_id: str) -> Shipment:
    """Raises `ShipmentNotFound`."""
    with answering():
        found = database["shipments"].find_one({"_id": shipment_id})
    if found is None:
        raise ShipmentNotFound(field="shipment_id")
    return msgspec.convert(found | {"id": found["_id"]}, Shipment)


def parcels_of(database: Database[Document], order_id: str) -> list[Parcel]:
    """What is known of an order's parcels."""
    with answering():
        found = database["shipments"].find({"order_id": order_id}, {"siblings": 1})
        return [Parcel(row["_id"], row["siblings"]) for row in found]


def is_cancelled(database: Database[Document], order_id: str) -> bool:
    """Whether the order is known to be cancelled."""
    with answering():
        return database["cancellations"].find_one({"_id": order_id}, {"_id": 1}) is not None


def servable_now(database: Database[Document]) -> Iterator[str]:
    """Ids of parcels without a partner that somebody could carry by now, some at a time."""
    with answering():
        opened = database["partners"].find({"status": "open"}, {"pins": 1, "cod": 1})
        served = [(set(row["pins"]), row["cod"]) for row in opened]
        waiting = database["shipments"].find({"status": "unassigned"}, {"to.pin": 1, "cash": 1})
        fit = (
            row["_id"]
            for row in waiting
            if any(row["to"]["pin"] in pins and (cod or not row["cash"]) for pins, cod in served)
        )
        return iter([id for _, id in zip(range(MOST_RETRIED), fit, strict=False)])


def addresses_to_go(database: Database[Document], now: datetime) -> list[str]:
    """Ids of parcels that have just ended, and of those whose address has stayed long enough."""
    ended = [status for status, moves in Shipment.MOVES.items() if not moves]
    with answering():
        found = [
            *(
                database["shipments"]
                .find({"status": status, "address_kept_until": None}, {"_id": 1})
                .limit(MOST_RETRIED)
                for status in ended
            ),
            database["shipments"]
            .find({"address_forgotten": False, "address_kept_until": {"$lte": now}}, {"_id": 1})
            .limit(MOST_RETRIED),
        ]
        return [row["_id"] for rows in found for row in rows]


def _carriers(database: Database[Document], person: Person, shipment: Shipment) -> list[str]:
    """The caller, if they are the machine of the parcel's partner."""
    if not any(grant.role == "partner" for grant in person.grants):
        return []
    with answering():
        found = database["partners"].find_one({"machine_id": person.id}, {"_id": 1})
    return [person.id] if found is not None and shipment.is_with(found["_id"]) else []


def _partner(document: Document) -> PartnerView:
    kept = read(Partner, document)
    return PartnerView(
        partner_id=kept.id,
        name=kept.name,
        machine_id=kept.machine_id,
        status=kept.status,
        pins=kept.pins,
        days=kept.days,
        cod=kept.cod,
        queue=queue_of(kept.id),
        version=kept.version,
    )
