"""What somebody looks for: filters that exclude, wishes that only rank, and how to show it."""

from typing import Any, Literal

from msgspec.structs import replace

from contracts.message import Message

Kind = Literal["goods", "service"]
Sort = Literal["relevance", "popular", "newest", "price", "-price", "distance"]


class Position(Message):
    """Where somebody is, in degrees."""

    lat: float
    lon: float


class Filters(Message):
    """What is found must be all of this; empty, None and False mean any. Prices in paise.

    `served`: whether a partner delivers to the buyer's PIN, None where they named none.
    `within_km` of `position`; services come there only if it lies within their radius.
    """

    category: str = ""
    craft: str = ""
    kind: Kind | None = None
    district: int | None = None
    block: int | None = None
    min_price: int | None = None
    max_price: int | None = None
    seller_id: str = ""
    tags: list[str] = []
    in_stock: bool = False
    served: bool | None = None
    position: Position | None = None
    within_km: int | None = None

    def but(self, **changed: Any) -> "Filters":
        """The same with these changed."""
        return replace(self, **changed)


class Wishes(Message):
    """What the words asked for beside goods: what fits comes first, what nearly fits after."""

    min_price: int | None = None
    max_price: int | None = None
    cheap: bool = False
    costly: bool = False
    kind: Kind | None = None
    near_me: bool = False
    districts: list[int] = []
    """Of the place that the words named (LGD codes)."""
    named: list[str] = []
    """Keys of its name, where it is smaller than a district."""
    around: Position | None = None
    """The middle of that place, where it was asked for what is near it."""
    chosen: dict[str, float] = {}
    """What others chose after the same words: the share of each product."""


class Page(Message):
    """Which part of what is found: `after` the sort values of the last item of the page before.

    `least`: the share of the words' weight that an item must say.
    """

    sort: Sort = "relevance"
    limit: int = 20
    after: list[float | int | str] = []
    facets: bool = True
    explain: bool = False
    least: float = 0.0
    titles: bool = False
    """Whether only titles are asked, and the category most meant: quick, where goods abound."""
