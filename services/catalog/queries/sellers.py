"""Sellers: strangers see who may sell; owners and officers of the area see the rest."""

from typing import Any

from pymongo.database import Database

from chassis.pages import cursor_after
from chassis.people import Person
from chassis.policy import areas_for
from chassis.store import Document
from contracts.policy import EVERYWHERE
from services.catalog.domain.refusals import SellerNotFound
from services.catalog.domain.rights import may
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


def seller_shown(database: Database[Document], seller_id: str) -> SellerView:
    """To who has just changed it; raises `SellerNotFound`."""
    seller = one(database, SELLERS, seller_id)
    if seller is None:
        raise SellerNotFound(field="seller_id")
    return seller_view(seller)


def sellers_for(
    database: Database[Document], reader: Person | None, status: str, after: str, limit: int
) -> SellerPage:
    """A page of those that the reader may see, of one status if one is named."""
    found = page(database, SELLERS, _visible(reader, status), after, limit)
    items = [seller_view(seller) for seller in found[:limit]]
    return SellerPage(items=items, next=cursor_after([seller.id for seller in found], limit))


def _may_see(reader: Person | None, seller: Seller) -> bool:
    return seller.status == "approved" or may(reader, "seller.read", seller)


def _visible(reader: Person | None, status: str) -> list[dict[str, Any]]:
    """Each has its index; officers find what waits for them by `status=submitted`."""
    wanted = {"status": status} if status else {}
    approved = [{"status": "approved"}] if status in ("", "approved") else []
    if reader is None or status == "approved":
        return approved
    areas = areas_for(reader, "seller.read")
    if EVERYWHERE in areas:
        return [wanted]
    mine: list[dict[str, Any]] = [{"owner_id": reader.id}, *({"areas": area} for area in areas)]
    return [*approved, *(wanted | one for one in mine)]
