"""Reads what is left when all is over: databases, payment server, message sandbox, broker, index.

Each in bulk, none through the services: what they would say of themselves is no evidence.
"""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import requests

from deploy.local.credentials import credentials
from tests.chaos import broker
from tests.chaos.keepers import keepers_of
from tests.chaos.seen import (
    Charge,
    Evidence,
    Letter,
    Listing,
    Notice,
    Order,
    Parcel,
    Part,
    Payment,
    Refund,
    Stock,
)
from tests.chaos.tap import Record
from tests.chaos.told import Told, key_in
from tests.market import Market

SECONDS = 300
ALL = 1_000_000
INDEX = "products"


class Past(NamedTuple):
    """What was there before the run: how many events each aggregate had told of, charges, and
    which messages were parked."""

    sequences: dict[tuple[str, str], int]
    charges: frozenset[str]
    parked: frozenset[str]


def before(market: Market) -> Past:
    """Read it, so that the run is not blamed for it."""
    sequences = {place: keeper.sequence for place, keeper in keepers_of(market).items()}
    charges = frozenset(charge.ref for charge in _charges(market))
    return Past(sequences, charges, frozenset(one.id for one in broker.parked(market)))


def read_evidence(
    market: Market,
    told: Told,
    record: Record,
    past: Past,
    poison: Collection[str] = (),
) -> Evidence:
    """All of it; the platform must be up and quiet."""
    orders = list(_orders(market, told))
    ids = {order.id for order in orders}
    evidence = Evidence(
        orders=orders,
        order_ids={row["_id"] for row in _all(market, "orders.orders", _id=1)},
        payments=[p for p in _payments(market) if p.order_id in ids],
        parcels=[p for p in _parcels(market) if p.order_id in ids],
        cancellations={row["_id"] for row in _all(market, "delivery.cancellations", _id=1)},
        stocks={s.product_id: s for s in _stocks(market) if s.product_id in told.goods},
        listings={listing.product_id: listing for listing in _listings(market, told)},
        notices=[n for n in _notices(market) if n.order_id in ids],
        texts=_letters(market, "/sms"),
        mails=_letters(market, "/mail"),
        keepers=keepers_of(market),
        before=past.sequences,
        heard=list(record.events.values()),
        duplicates=record.duplicates.total(),
        unreadable=record.unreadable,
        parked=[
            one for one in broker.parked(market) if one.id in poison or one.id not in past.parked
        ],
        poison=set(poison),
        queues=broker.queues(market),
    )
    evidence.charges = [c for c in _charges(market) if c.ref not in past.charges]
    evidence.refunds = _refunds(market)
    return evidence


def _all(market: Market, place: str, **fields: int) -> Iterator[dict[str, Any]]:
    """Every document of a collection, with these fields."""
    service, _, collection = place.partition(".")
    yield from market.mongo[f"haat_{service}"][collection].find({}, fields or None)


def _orders(market: Market, told: Told) -> Iterator[Order]:
    """Those of the run, by the key in their address."""
    for row in _all(market, "orders.orders"):
        key = key_in(row["deliver_to"]["line1"])
        if key.startswith(f"chaos-{told.run}-"):
            yield Order(
                id=row["_id"],
                key=key,
                buyer_id=row["buyer_id"],
                status=row["status"],
                method=row["payment"]["method"],
                parts=[_part(consignment) for consignment in row["consignments"]],
                timeline=[(e["event"], e.get("consignment_id", "")) for e in row["timeline"]],
            )


def _part(consignment: dict[str, Any]) -> Part:
    lines = consignment["lines"]
    return Part(
        consignment_id=consignment["consignment_id"],
        seller_person_id=consignment["seller_person_id"],
        lines={line["product_id"]: line["quantity"] for line in lines},
        total=sum(line["quantity"] * line["unit_price"] for line in lines),
    )


def _payments(market: Market) -> Iterator[Payment]:
    for row in _all(market, "payments.payments"):
        yield Payment(
            id=row["_id"],
            order_id=row["order_id"],
            status=row["status"],
            amount=row["amount"],
            captured=row["captured"],
            refunded=row["refunded"],
            collected=sum(row["collected"].values()),
        )


def _parcels(market: Market) -> Iterator[Parcel]:
    fields = {"order_id": 1, "consignment_id": 1, "status": 1, "cod_collected": 1}
    for row in _all(market, "delivery.shipments", **fields):
        yield Parcel(
            id=row["_id"],
            order_id=row["order_id"],
            consignment_id=row["consignment_id"],
            status=row["status"],
            cash=row["cod_collected"],
        )


def _stocks(market: Market) -> Iterator[Stock]:
    for row in _all(market, "catalog.stocks"):
        yield Stock(
            product_id=row["_id"],
            free=row["free"],
            sold=row["sold"],
            short=row["short"],
            holds={hold["order_id"]: hold["quantity"] for hold in row["holds"]},
            sales={sale["order_id"]: sale["quantity"] for sale in row["sales"]},
        )


def _notices(market: Market) -> Iterator[Notice]:
    fields = {"person_id": 1, "template": 1, "order_id": 1, "status": 1}
    for row in _all(market, "notify.notices", **fields):
        yield Notice(
            id=row["_id"],
            person_id=row["person_id"],
            template=row["template"],
            order_id=row["order_id"],
            status=row["status"],
        )


def _listings(market: Market, told: Told) -> Iterator[Listing]:
    url = market.settings.url("ELASTICSEARCH") + f"/{INDEX}/_mget"
    found = requests.post(url, json={"ids": list(told.goods)}, timeout=SECONDS).json()
    for document in found["docs"]:
        if document.get("found"):
            row = document["_source"]["listing"]
            yield Listing(document["_id"], row["live"], row["free"], row["popularity"])


def _letters(market: Market, path: str) -> list[Letter]:
    found = requests.get(market.sandbox + path, timeout=SECONDS).json()
    return [
        Letter(row["to"], f"{row['subject']}\n{row['text']}" if "subject" in row else row["text"])
        for row in found
    ]


def _charges(market: Market) -> list[Charge]:
    return [
        Charge(
            ref=row["id"],
            order_id=(row["metadata"] or {}).get("order_id", ""),
            amount=row["amount"],
            status=row["status"],
        )
        for row in _stripe(market, "/v1/payment_intents")
    ]


def _refunds(market: Market) -> list[Refund]:
    return [
        Refund(row["id"], row["payment_intent"], row["amount"], row["status"])
        for row in _stripe(market, "/v1/refunds")
    ]


def _stripe(market: Market, path: str) -> list[dict[str, Any]]:
    """One listing of everything: pages of it are slow."""
    key = credentials(market.settings)["HAAT_STRIPE_API_KEY"]
    url = f"{market.settings.url('LOCALSTRIPE')}{path}?limit={ALL}"
    found: list[dict[str, Any]] = requests.get(url, auth=(key, ""), timeout=SECONDS).json()["data"]
    return found
