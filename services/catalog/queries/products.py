"""Products: strangers see what is live; owners and officers of the area see the rest."""

from typing import Any

from pymongo.database import Database

from chassis.pages import cursor_after
from chassis.people import Person
from chassis.policy import areas_for
from chassis.store import Document
from contracts.message import Message
from contracts.policy import EVERYWHERE
from services.catalog.domain.product import Product
from services.catalog.domain.refusals import ProductNotFound
from services.catalog.domain.rights import may
from services.catalog.domain.seller import Seller
from services.catalog.queries.reading import many, one, page
from services.catalog.queries.views import ProductPage, ProductView, product_view
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS


class ProductWish(Message):
    """What a list of products is narrowed to; empty is any."""

    seller_id: str = ""
    status: str = ""


def product_for(
    database: Database[Document], reader: Person | None, product_id: str
) -> ProductView:
    """Raises `ProductNotFound`, also where it is not for the reader to see."""
    product = one(database, PRODUCTS, product_id)
    if product is None or not _may_see(database, reader, product.seller_id, product.status):
        raise ProductNotFound(field="product_id")
    return _views(database, [product])[0]


def product_shown(database: Database[Document], product_id: str) -> ProductView:
    """To who has just changed it; raises `ProductNotFound`."""
    product = one(database, PRODUCTS, product_id)
    if product is None:
        raise ProductNotFound(field="product_id")
    return _views(database, [product])[0]


def products_for(
    database: Database[Document],
    reader: Person | None,
    wish: ProductWish,
    *,
    after: str,
    limit: int,
) -> ProductPage:
    """A page of what is live; of all of one seller's, or of one status, for who may see it.

    It is shorter by what belongs to sellers who are suspended.
    """
    found = page(database, PRODUCTS, _wanted(database, reader, wish), after, limit)
    items = _views(database, _seen(database, reader, found[:limit]))
    return ProductPage(items=items, next=cursor_after([product.id for product in found], limit))


def _wanted(
    database: Database[Document], reader: Person | None, wish: ProductWish
) -> list[dict[str, Any]]:
    """Filters, each with its index."""
    of_seller = {"seller_id": wish.seller_id} if wish.seller_id else {}
    if wish.status == "live":
        return [of_seller | {"status": "live"}]
    if of_seller and _may_see(database, reader, wish.seller_id):
        return [of_seller | ({"status": wish.status} if wish.status else {})]
    if not wish.status:
        return [of_seller | {"status": "live"}]
    areas = areas_for(reader, "product.read") if reader and not of_seller else []
    return [
        {"status": wish.status} | ({} if area == EVERYWHERE else {"areas": area}) for area in areas
    ]


def _may_see(
    database: Database[Document], reader: Person | None, seller_id: str, status: str = ""
) -> bool:
    seller = one(database, SELLERS, seller_id)
    return seller is not None and _shows(seller, reader, status)


def _shows(seller: Seller, reader: Person | None, status: str) -> bool:
    """What is live is for all, unless its seller is suspended."""
    on_sale = status == "live" and seller.status == "approved"
    return on_sale or may(reader, "product.read", seller)


def _seen(
    database: Database[Document], reader: Person | None, products: list[Product]
) -> list[Product]:
    sellers = many(database, SELLERS, (product.seller_id for product in products))
    return [p for p in products if _shows(sellers[p.seller_id], reader, p.status)]


def _views(database: Database[Document], products: list[Product]) -> list[ProductView]:
    sellers = many(database, SELLERS, (product.seller_id for product in products))
    stocks = many(database, STOCKS, (product.id for product in products))
    return [product_view(p, sellers[p.seller_id], stocks[p.id].free) for p in products]
