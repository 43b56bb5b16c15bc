"""What is on offer, read from the service's own collections in two queries."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.catalog.ports import Offer

_SHOWN = tuple(f"details.{name}" for name in ("title", "price", "hsn", "gst_bp", "weight_g"))
_OF_PRODUCT = ("seller_id", "kind", "status", *_SHOWN)
_OF_SELLER = ("owner_id", "status", "areas", "profile.name", "profile.pin")


class KeptShelf:
    """`services.catalog.ports.Shelf` over `products` and `sellers`."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    def offers(self, product_ids: Collection[str]) -> dict[str, Offer]:
        products = self._read("products", product_ids, _OF_PRODUCT)
        sellers = self._read("sellers", {p["seller_id"] for p in products.values()}, _OF_SELLER)
        return {
            id: offer(product, sellers[product["seller_id"]]) for id, product in products.items()
        }

    def _read(
        self, name: str, ids: Collection[str], fields: Iterable[str]
    ) -> dict[str, dict[str, Any]]:
        with answering():
            found = self._database[name].find({"_id": {"$in": list(ids)}}, list(fields))
            return {document["_id"]: document for document in found}


def offer(product: dict[str, Any], seller: dict[str, Any]) -> Offer:
    """A product's and its seller's document as an offer."""
    details, profile = product["details"], seller["profile"]
    return msgspec.convert(
        {
            "product_id": product["_id"],
            "kind": product["kind"],
            "on_sale": product["status"] == "live" and seller["status"] == "approved",
            "title": details["title"],
            "unit_price": details["price"],
            "hsn": details["hsn"],
            "gst_bp": details["gst_bp"] or 0,
            "weight_g": details["weight_g"],
            "seller_id": product["seller_id"],
            "seller_person_id": seller["owner_id"],
            "seller_name": profile["name"],
            "from_pin": profile["pin"],
            "areas": seller["areas"],
        },
        Offer,
    )
