"""What somebody looks for, and what they find."""

from typing import Literal

from contracts.message import Message
from contracts.values import Text

Kind = Literal["goods", "service"]


class Wanted(Message):
    """Words and filters; prices in paise, None and empty mean any."""

    words: str = ""
    category: str = ""
    kind: Kind | None = None
    district: int | None = None
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool = False
    page: int = 1
    limit: int = 20


class Item(Message):
    """A product on sale (`price` in paise, `free` pieces)."""

    product_id: str
    title: Text
    price: int
    seller_id: str
    seller: Text
    category: str
    kind: Kind
    free: int
    district: int
    village: str


class Counted(Message):
    """How many would be found under that value."""

    value: str
    count: int


class CountedDistrict(Message):
    """How many would be found in that district (LGD code)."""

    value: int
    count: int


class CountedPrices(Message, rename={"at_least": "from", "below": "to"}):
    """How many would be found from that price to below that one, in paise; None is open."""

    at_least: int | None
    below: int | None
    count: int


class Facets(Message):
    """Counts by category, kind, district and price, each as if it were not filtered by itself."""

    category: list[Counted]
    kind: list[Counted]
    district: list[CountedDistrict]
    price: list[CountedPrices]


class Found(Message):
    """One page of what was found, of `total` in all."""

    total: int
    items: list[Item]
    facets: Facets
