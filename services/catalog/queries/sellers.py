"""Sellers: strangers see who may sell; owners and officers of the area see the rest."""

from typing import Any

from pymongo.database import Database

from chassis.people import Person
from chassis.store import Document
from services.catalog.domain.refusals import SellerNotFound
from services.catalog.domain.rights import may_keep
from services.catalog.domain.seller import Seller
from services.catalog.queries.reading import one, page
from services.catalog.queries.views import SellerPage, SellerView, seller_view
from services.catalog.tables import SELLERS


def seller_for(database: Database[Document], reader: Person | None, seller_id: str) -> SellerView:
    """Raises `SellerNotFound`, also where it is not for the reader to see."""
    seller = one(database, SELLERS, seller_id)
    if seller is None or not _may_see(reader, seller):
        raise SellerNotFound(field="seller_id")
    return seller_view(seller)


def sellers_for(
    database: Database[Document], reader: Person | None, after: str, limit: int
) -> SellerPage:
    """A page of those that the reader may see."""
    wanted = {"_id": {"$gt": after}} | _visible(reader)
    found = page(database, SELLERS, wanted, limit)
    items = [seller_view(seller) for seller in found[:limit]]
    return SellerPage(items=items, next=items[-1].seller_id if len(found) > limit else "")


def _may_see(reader: Person | None, seller: Seller) -> bool:
    return seller.status == "approved" or (reader is not None and may_keep(reader, seller))


def _visible(reader: Person | None) -> dict[str, Any]:
    approved = {"status": "approved"}
    if reader is None:
        return approved
    areas = [grant.area for grant in reader.grants if grant.role == "officer"]
    if 0 in areas:
        return {}
    return {"$or": [approved, {"owner_id": reader.id}, {"areas": {"$in": areas}}]}
