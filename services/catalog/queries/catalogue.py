"""All that is live, page by page, with the numbers that events carry: for indexes elsewhere."""

from collections.abc import Collection as Some
from datetime import datetime
from typing import Any

from pymongo.database import Database

from chassis.aggregate import read
from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.store import Document
from contracts.catalog import ProductPublished
from contracts.message import Message
from services.catalog.domain.product import Product
from services.catalog.domain.seller import Seller
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS

_KEPT_BACK = {"outbox": 0, "handled": 0}


class CatalogueItem(Message):
    """A live product as it is now.

    The versions are the `sequence` of the last event of the product, of its stock and of its
    seller: news with a number that is not above them is contained in it.
    """

    product: ProductPublished
    product_version: int
    free: int
    stock_version: int
    seller_status: str
    seller_version: int
    published_at: datetime | None = None


class CataloguePage(Message):
    """The oldest products first; `next` is the cursor of the next page, empty at the end."""

    items: list[CatalogueItem]
    next: str = ""


def catalogue_page(database: Database[Document], after: str, limit: int) -> CataloguePage:
    """Three queries, however long the page."""
    live = {"_id": {"$gt": after}, "status": "live"}
    with answering():
        found = database[PRODUCTS.name].find(live, _KEPT_BACK).sort("_id", 1).limit(limit + 1)
        products = list(found)
    ids = [product["_id"] for product in products]
    return CataloguePage(items=_items(database, products[:limit]), next=cursor_after(ids, limit))


def catalogue_of(database: Database[Document], ids: Some[str]) -> CataloguePage:
    """Those of these products that are live, on one page."""
    with answering():
        found = list(database[PRODUCTS.name].find({"_id": {"$in": list(ids)}}, _KEPT_BACK))
    live = sorted((p for p in found if p["status"] == "live"), key=lambda product: product["_id"])
    return CataloguePage(items=_items(database, live))


def _items(database: Database[Document], products: list[Document]) -> list[CatalogueItem]:
    stocks = _by_id(database, STOCKS.name, {p["_id"] for p in products}, ("free", "sequence"))
    sellers = _by_id(database, SELLERS.name, {p["seller_id"] for p in products}, None)
    return [_item(p, stocks[p["_id"]], sellers[p["seller_id"]]) for p in products]


def _by_id(
    database: Database[Document], name: str, ids: Some[str], fields: Any
) -> dict[str, Document]:
    shown = dict.fromkeys(fields, 1) if fields else _KEPT_BACK
    with answering():
        found = database[name].find({"_id": {"$in": list(ids)}}, shown)
        return {document["_id"]: document for document in found}


def _item(product: Document, stock: Document, seller: Document) -> CatalogueItem:
    offered = read(Product, product)
    return CatalogueItem(
        product=offered.published(read(Seller, seller), stock["free"]),
        product_version=product["sequence"],
        free=stock["free"],
        stock_version=stock["sequence"],
        seller_status=seller["status"],
        seller_version=seller["sequence"],
        published_at=offered.published_at,
    )
