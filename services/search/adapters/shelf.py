"""What is on sale by titles alone: the answer while Elasticsearch is away."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.search.domain.listing import Listing
from services.search.domain.opening import Begun
from services.search.domain.wanted import Filters
from services.search.language import clean
from services.search.places import Gazetteer, Point
from services.search.tables import TITLES

SHORTEST: Final = 2
MOST_READ: Final = 2_000
"""Titles that one answer looks at, should the filters let hardly any through."""
_FIELDS: Final = ("category", "craft", "kind", "district", "block", "seller_id")


class KeptShelf:
    """`services.search.ports.Shelf` over the `titles` collection."""

    def __init__(self, database: Database[Document]) -> None:
        self._titles = database[TITLES]
        self._gazetteer = Gazetteer.load()

    def starting(self, words: Sequence[Begun], filters: Filters, limit: int) -> list[Listing]:
        """Listings whose title has a word beginning with each of these, the newest first."""
        said = [_said(word) for word in words if len(word.key) >= SHORTEST]
        where: Document = {"live": True, "seller_ok": True} | _exact(filters)
        if said:
            where["$and"] = said
        with answering():
            found = self._titles.find(where, {"listing": 1}).sort("_id", -1).limit(MOST_READ)
            return list(islice(self._fitting(found, filters), limit))

    def _fitting(self, found: Any, filters: Filters) -> Iterator[Listing]:
        for kept in found:
            listing = msgspec.convert(kept["listing"], Listing)
            if _fits(listing, filters) and self._in_reach(listing, filters):
                yield listing

    def _in_reach(self, listing: Listing, filters: Filters) -> bool:
        """Services within their radius, and all within the kilometres that were asked for."""
        here = filters.position
        if here is None:
            return True
        limits = [listing.radius_km] if listing.kind == "service" else []
        limits += [filters.within_km] if filters.within_km else []
        there = self._gazetteer.pin(listing.pin) if listing.pin else None
        if there is None:
            return not limits
        return all(there.km_to(Point(lat=here.lat, lon=here.lon)) <= km for km in limits)


def _said(word: Begun) -> Document:
    begun: Document = {"keys": {"$regex": f"^{re.escape(word.key)}"}}
    return {"$or": [begun, {"keys": {"$in": word.same}}]} if word.same else begun


def _exact(filters: Filters) -> Document:
    where = {f"listing.{name}": value for name in _FIELDS if (value := getattr(filters, name))}
    limits = {"$gte": filters.min_price, "$lte": filters.max_price}
    prices = {name: price for name, price in limits.items() if price is not None}
    return where | ({"listing.price": prices} if prices else {})


def _fits(listing: Listing, filters: Filters) -> bool:
    """Tags as they are compared in the index; pieces are those of the publication."""
    service = listing.kind == "service"
    return (
        set(filters.tags) <= {clean(tag) for tag in listing.tags}
        and (service or listing.free > 0 or not filters.in_stock)
        and (service or filters.served is not False)
    )
