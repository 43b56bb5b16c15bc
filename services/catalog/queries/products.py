"""Products: strangers see what is live; owners and officers of the area see the rest."""

from typing import Any

from pymongo.database import Database

from chassis.people import Person
from chassis.store import Document
from services.catalog.domain.product import Product
from services.catalog.domain.refusals import ProductNotFound
from services.catalog.domain.rights import may_keep
from services.catalog.queries.reading import many, one, page, some
from services.catalog.queries.views import ProductPage, ProductView, product_view
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS


def product_for(
    database: Database[Document], reader: Person | None, product_id: str
) -> ProductView:
    """Raises `ProductNotFound`, also where it is not for the reader to see."""
    product = one(database, PRODUCTS, product_id)
    if product is None or not _may_see(database, reader, product.seller_id, product.status):
        raise ProductNotFound(field="product_id")
    return _views(database, [product])[0]


def products_for(
    database: Database[Document], reader: Person | None, seller_id: str, after: str, limit: int
) -> ProductPage:
    """A page of what is live, or of all of one seller's for who may see it."""
    wanted: dict[str, Any] = {"_id": {"$gt": after}}
    wanted |= {"seller_id": seller_id} if seller_id else {}
    wanted |= {} if _may_see(database, reader, seller_id) else {"status": "live"}
    found = page(database, PRODUCTS, wanted, limit)
    items = _views(database, found[:limit])
    return ProductPage(items=items, next=items[-1].product_id if len(found) > limit else "")


def live_without_right(database: Database[Document], seller_id: str) -> list[str]:
    """Ids of products that are live although their seller may not sell (any longer)."""
    seller = one(database, SELLERS, seller_id)
    if seller is None or seller.status == "approved":
        return []
    live = some(database, PRODUCTS, {"seller_id": seller_id, "status": "live"})
    return [product.id for product in live]


def _may_see(
    database: Database[Document], reader: Person | None, seller_id: str, status: str = ""
) -> bool:
    if status == "live" or reader is None:
        return status == "live"
    seller = one(database, SELLERS, seller_id)
    return seller is not None and may_keep(reader, seller)


def _views(database: Database[Document], products: list[Product]) -> list[ProductView]:
    sellers = many(database, SELLERS, (product.seller_id for product in products))
    stocks = many(database, STOCKS, (product.id for product in products))
    return [product_view(p, sellers[p.seller_id], stocks[p.id].free) for p in products]
