"""What was understood of a query, part by part, each with the words that said it."""

from typing import Literal, TypeVar

from contracts.message import Message
from services.search.places import Place

Name = Literal[
    "min_price",
    "max_price",
    "cheap",
    "costly",
    "place",
    "near_me",
    "deliver_to",
    "quantity",
    "kind",
]


class Where(Message):
    """A place that was named.

    `sure`: by a word such as "in". `near`: around it rather than in it. `style`: it tells how the
    goods are made ("Deoghar ka peda"), which ranks and never filters.
    """

    place: Place
    sure: bool = False
    near: bool = False
    style: bool = False


class Delivery(Message):
    """Where it shall be brought; `pin` is empty where only a place was named."""

    pin: str
    place: Place


class Quantity(Message):
    """So much of it, in grams, millilitres, pieces or centimetres."""

    value: float
    unit: str


class Hint(Message):
    """Goods or a service, as sure as `strength` (0 to 1) says."""

    kind: Literal["goods", "service"]
    strength: float


Value = int | bool | Where | Delivery | Quantity | Hint
"""Prices are paise."""
_Kind = TypeVar("_Kind", Where, Delivery, Quantity, Hint)


class Part(Message):
    """One thing that was understood; `said` are its words, which stand at the places `at`."""

    name: Name
    value: Value
    said: str
    at: tuple[int, ...]


class Understood(Message):
    """All parts in the order of the words, and the words that are `left` to look for."""

    parts: tuple[Part, ...] = ()
    left: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    """Where the words that are left stood."""

    @property
    def min_price(self) -> int | None:
        """In paise."""
        return self._price("min_price")

    @property
    def max_price(self) -> int | None:
        """In paise."""
        return self._price("max_price")

    @property
    def cheap(self) -> bool:
        return self._has("cheap")

    @property
    def costly(self) -> bool:
        return self._has("costly")

    @property
    def near_me(self) -> bool:
        return self._has("near_me")

    @property
    def place(self) -> Where | None:
        return next(iter(self._all(Where)), None)

    @property
    def deliver_to(self) -> Delivery | None:
        return next(iter(self._all(Delivery)), None)

    @property
    def kind(self) -> Hint | None:
        return next(iter(self._all(Hint)), None)

    @property
    def quantities(self) -> list[Quantity]:
        return self._all(Quantity)

    def _price(self, name: Name) -> int | None:
        prices = (part.value for part in self.parts if part.name == name)
        return next((price for price in prices if isinstance(price, int)), None)

    def _has(self, name: Name) -> bool:
        return any(part.name == name for part in self.parts)

    def _all(self, kind: type[_Kind]) -> list[_Kind]:
        return [part.value for part in self.parts if isinstance(part.value, kind)]
