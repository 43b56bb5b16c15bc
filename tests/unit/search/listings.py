"""Products to list, and what stands behind the ports of search in memory."""

import copy
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import msgspec

from contracts.catalog import ProductPublished
from contracts.values import Text
from services.search.domain.listing import Listing
from services.search.domain.title import Title
from services.search.ports import Change, Standing

NOW = datetime(2030, 1, 2, 10, tzinfo=UTC)
_OF_PRODUCT = frozenset(ProductPublished.__struct_fields__)


def published(product_id: str = "prd_1", **about: Any) -> ProductPublished:
    """A red lahthi set of Rita's in Rohini, or whatever it is told to be."""
    given: dict[str, Any] = {
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


def listed(product_id: str = "prd_1", **about: Any) -> Listing:
    """A product that stands in the index: what `published` and `Listing` may be told."""
    own = {name: about.pop(name) for name in [*about] if name not in _OF_PRODUCT}
    listing = Listing(product_id=product_id)
    listing.publish(published(product_id, **about), 1, NOW)
    return msgspec.structs.replace(listing, **own)


class DictIndex:
    """`services.search.ports.Index` in a dict; `writes` counts what was news."""

    def __init__(self) -> None:
        self._kept: dict[str, Listing] = {}
        self.writes = 0

    def listing(self, product_id: str) -> Listing | None:
        return copy.deepcopy(self._kept.get(product_id))

    def change(self, product_id: str, change: Change) -> None:
        listing = self.listing(product_id) or Listing(product_id=product_id)
        if change(listing):
            self.writes += 1
            self._kept[product_id] = listing

    def change_all(self, product_ids: Collection[str], change: Change) -> None:
        for product_id in product_ids:
            self.change(product_id, change)


class DictTitles:
    """`services.search.ports.Titles` in a dict."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, Any]] = {}

    def kept(self, product_id: str) -> dict[str, Any] | None:
        return self._kept.get(product_id)

    def put(self, title: Title, sequence: int) -> None:
        said = {"live": title.live, "seller_id": title.seller_id, "keys": title.keys}
        self._newer(title.product_id, sequence, said)

    def hide(self, product_id: str, sequence: int) -> None:
        self._newer(product_id, sequence, {"live": False, "keys": []})

    def allow(self, product_id: str, standing: Standing) -> None:
        kept = self._kept.get(product_id)
        if kept and kept["seen_seller"] < standing.sequence:
            kept |= {"seller_ok": standing.ok, "seen_seller": standing.sequence}

    def allow_all(self, seller_id: str, standing: Standing) -> list[str]:
        ids = [id for id, kept in self._kept.items() if kept["seller_id"] == seller_id]
        for id in ids:
            self.allow(id, standing)
        return ids

    def _newer(self, product_id: str, sequence: int, said: dict[str, Any]) -> None:
        new = {"seller_ok": True, "seen_seller": 0, "seller_id": "", "keys": [], "sequence": 0}
        kept = self._kept.get(product_id, new)
        if sequence > kept["sequence"]:
            self._kept[product_id] = kept | said | {"sequence": sequence}


class DictSellers:
    """`services.search.ports.Sellers` in a dict."""

    def __init__(self) -> None:
        self._kept: dict[str, Standing] = {}

    def note(self, seller_id: str, standing: Standing) -> Standing:
        kept = self._kept.get(seller_id)
        if kept is None or kept.sequence < standing.sequence:
            self._kept[seller_id] = standing
        return self._kept[seller_id]

    def of(self, seller_id: str) -> Standing | None:
        return self._kept.get(seller_id)


class DictSales:
    """`services.search.ports.Sales` in a dict."""

    def __init__(self) -> None:
        self._kept: dict[str, list[str]] = {}

    def count(self, product_id: str, order_id: str) -> int:
        orders = self._kept.setdefault(product_id, [])
        if order_id not in orders:
            orders.append(order_id)
        return len(orders)

    def times(self, product_id: str) -> int:
        return len(self._kept.get(product_id, []))
