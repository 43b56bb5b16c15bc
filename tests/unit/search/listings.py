"""Products to list, an index in a dict, and what every index must do."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.errors import Clash
from contracts.catalog import ProductPublished
from contracts.values import Text
from services.search.domain.listing import Listing
from services.search.ports import Index, State

NOW = datetime(2030, 1, 2, 10, tzinfo=UTC)


def published(product_id: str = "prd_1", **about: Any) -> ProductPublished:
    """A red lahthi set of Rita's in Rohini, or whatever it is told to be."""
    given = {
        "seller_id": "sel_1",
        "seller_name": Text(hi="रीता लहठी", en="Rita Lahthi"),
        "kind": "goods",
        "category": "lac-bangles",
        "title": Text(hi="लाल लहठी सेट", en="Red bridal lahthi set"),
        "description": Text(hi="शादी के लिए लाख की लहठी", en="Lac bangles for weddings"),
        "price": 85_000,
        "district": 324,
        "block": 3082,
        "pin": "814112",
        "village": "Rohini",
        "making_days": 3,
        "free": 25,
        "materials": ["lac", "glass stones"],
        "tags": ["wedding"],
    }
    return ProductPublished(product_id=product_id, **given | about)


class DictIndex:
    """`services.search.ports.Index` in a dict."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Listing, State]] = {}
        self.writes = 0

    def get(self, product_id: str) -> tuple[Listing, State] | None:
        return copy.deepcopy(self._kept.get(product_id))

    def put(self, listing: Listing, instead_of: State | None) -> None:
        kept = self._kept.get(listing.product_id)
        if (kept[1] if kept else None) != instead_of:
            raise Clash(listing.product_id)
        self.writes += 1
        self._kept[listing.product_id] = copy.deepcopy(listing), State(self.writes, 1)


class IndexContract:
    """Holds for the dict and for Elasticsearch."""

    def test_what_is_not_there_is_none(self, index: Index) -> None:
        assert index.get("prd_none") is None

    def test_what_is_put_is_got(self, index: Index) -> None:
        listing = Listing(product_id="prd_1", counted=["ord_1"])
        listing.publish(published(), 3, NOW)
        index.put(listing, None)
        got = index.get("prd_1")

        assert got is not None
        assert got[0] == listing

    def test_what_was_read_is_replaced(self, index: Index) -> None:
        index.put(Listing(product_id="prd_1", free=1), None)
        got = index.get("prd_1")
        assert got is not None
        index.put(Listing(product_id="prd_1", free=2), got[1])
        after = index.get("prd_1")

        assert after is not None
        assert after[0].free == 2

    def test_the_second_of_two_writers_clashes(self, index: Index) -> None:
        index.put(Listing(product_id="prd_1", free=1), None)
        got = index.get("prd_1")
        assert got is not None
        index.put(Listing(product_id="prd_1", free=2), got[1])

        with pytest.raises(Clash):
            index.put(Listing(product_id="prd_1", free=3), got[1])

    def test_the_second_of_two_who_add_clashes(self, index: Index) -> None:
        index.put(Listing(product_id="prd_1", free=1), None)

        with pytest.raises(Clash):
            index.put(Listing(product_id="prd_1", free=2), None)
