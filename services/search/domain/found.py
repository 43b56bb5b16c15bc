"""What somebody finds."""

from typing import Literal

from contracts.message import Message
from contracts.values import Text
from services.search.domain.wanted import Kind


class Marks(Message):
    """Where the query's words stand in a title: [from, to) in characters, in each script."""

    hi: list[tuple[int, int]] = []
    en: list[tuple[int, int]] = []


class Part(Message):
    """Something that put an item where it stands, and how many points it gave."""

    what: str
    points: float


class Item(Message):
    """A product on sale (`price` in paise, `free` pieces, `distance_km` where a place was told)."""

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
    tags: list[str] = []
    beneficiary: bool = False
    marks: Marks = Marks()
    distance_km: float | None = None
    explanation: list[Part] | None = None


class Counted(Message):
    """How many would be found under that value."""

    value: str
    count: int


class CountedArea(Message):
    """How many would be found in that district or block (LGD code)."""

    value: int
    count: int


class CountedPrices(Message, rename={"at_least": "from", "below": "to"}):
    """How many would be found from that price to below that one, in paise; None is open."""

    at_least: int | None
    below: int | None
    count: int


class Facets(Message):
    """Counts, each as if it were not filtered by itself."""

    category: list[Counted] = []
    kind: list[Counted] = []
    tag: list[Counted] = []
    district: list[CountedArea] = []
    block: list[CountedArea] = []
    price: list[CountedPrices] = []


class Understood(Message):
    """Something the words said beside goods; `without=<name>` asks again as if they had not."""

    name: str
    said: str
    value: str


class Repaired(Message):
    """Misspelt words were read as others: `shown` was looked for, `typed` was asked."""

    shown: str
    typed: str


By = Literal["words", "letters", "titles"]
"""By what was found: `letters` where no word led anywhere, `titles` while the index is away."""


class Found(Message):
    """One page of what was found, of `total` in all (`more` where it is only the least number)."""

    total: int
    more: bool
    items: list[Item]
    next: str
    facets: Facets
    understood: list[Understood]
    repaired: Repaired | None
    near_categories: list[str]
    """Where nothing much was found: categories that may have been meant."""
    degraded: bool
    """The index is away: an answer from titles alone."""
    search_id: str
    """For `POST /v1/search/clicks`."""
    by: By = "words"
