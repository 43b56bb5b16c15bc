"""Types of search. Made by `haat client`."""

from __future__ import annotations

from .base import Told
from .shared import Text


class Counted(Told):
    """How many would be found under that value."""

    value: str
    count: int


class CountedDistrict(Told):
    """How many would be found in that district (LGD code)."""

    value: int
    count: int


class CountedPrices(Told, rename={"from_": "from"}):
    """How many would be found from that price to below that one, in paise; None is open."""

    from_: int | None
    to: int | None
    count: int


class Facets(Told):
    """Counts by category, kind, district and price, each as if it were not filtered by itself."""

    category: list[Counted]
    kind: list[Counted]
    district: list[CountedDistrict]
    price: list[CountedPrices]


class Found(Told):
    """One page of what was found, of `total` in all."""

    total: int
    items: list[Item]
    facets: Facets


class Item(Told):
    """A product on sale (`price` in paise, `free` pieces)."""

    product_id: str
    title: Text
    price: int
    seller_id: str
    seller: Text
    category: str
    kind: str
    free: int
    district: int
    village: str
