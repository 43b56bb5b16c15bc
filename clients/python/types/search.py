"""Types of search. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import UNSET, UnsetType, field

from .base import Sent, Told
from .shared import Text


class ClickBody(Sent):
    """A product of an answer was looked at: by the `search_id` of its first page, and its `place`
    from 1 over all pages.
    """

    search_id: str
    product_id: str
    place: int


class Counted(Told):
    """How many would be found under that value."""

    value: str
    count: int


class CountedArea(Told):
    """How many would be found in that district or block (LGD code)."""

    value: int
    count: int


class CountedPrices(Told, rename={"from_": "from"}):
    """How many would be found from that price to below that one, in paise; None is open."""

    from_: int | None
    to: int | None
    count: int


class Empty(Told):
    """An answer without content."""


class Facets(Told):
    """Counts, each as if it were not filtered by itself."""

    block: list[CountedArea] = []
    category: list[Counted] = []
    district: list[CountedArea] = []
    kind: list[Counted] = []
    price: list[CountedPrices] = []
    tag: list[Counted] = []


class Found(Told):
    """One page of what was found, of `total` in all (`more` where it is only the least number)."""

    total: int
    more: bool
    items: list[Item]
    next: str
    facets: Facets
    understood: list[Understood]
    repaired: Repaired | None
    near_categories: list[str]
    degraded: bool
    search_id: str
    by: str = "words"


class Item(Told):
    """A product on sale (`price` in paise, `free` pieces, `distance_km` where a place was told)."""

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
    beneficiary: bool = False
    distance_km: float | None = None
    explanation: list[Part] | None = None
    marks: Marks = field(default_factory=lambda: Marks(en=[], hi=[]))
    tags: list[str] = []


class LackingQuery(Told):
    """A query as most wrote it, how often it was asked, and the meanings nearest to it."""

    words: str
    asked: int
    meanings: list[str]


class Marks(Told):
    """Where the query's words stand in a title: [from, to) in characters, in each script."""

    en: list[tuple[int, int]] = []
    hi: list[tuple[int, int]] = []


class MeaningBody(Sent):
    """A new meaning. `categories`: of things and needs, those whose goods are meant, the most
    fitting first; `broader`: the slugs of wider meanings.
    """

    slug: str
    kind: Literal["colour", "material", "need", "occasion", "person", "quality", "thing"]
    terms: list[TermBody]
    broader: list[str] | UnsetType = UNSET
    categories: list[str] | UnsetType = UNSET


class MeaningEditBody(Sent):
    """What is to change; what is left out stays. `terms` is the whole list."""

    broader: list[str] | UnsetType | None = UNSET
    categories: list[str] | UnsetType | None = UNSET
    terms: list[TermBody] | UnsetType | None = UNSET


class MeaningPage(Told):
    """Meanings by their ids; `next` is the cursor of the next page, empty at the end."""

    items: list[MeaningView]
    next: str = ""


class MeaningView(Told):
    """A meaning; `changed_at` is null as long as it is what Haat came with."""

    meaning_id: str
    status: str
    kind: str
    categories: list[str]
    broader: list[str]
    terms: list[Term]
    changed_at: datetime | None
    version: int


class Part(Told):
    """Something that put an item where it stands, and how many points it gave."""

    what: str
    points: float


class Repaired(Told):
    """Misspelt words were read as others: `shown` was looked for, `typed` was asked."""

    shown: str
    typed: str


class ReportPage(Told):
    """The most asked first; `next` is the cursor of the next page, empty at the end."""

    items: list[LackingQuery]
    next: str = ""


class Similar(Told):
    """The most alike first."""

    items: list[Item]


class Suggestion(Told):
    """A product, a category to browse, or a query that others found something with."""

    kind: str
    text: Text
    category: str = ""
    product_id: str = ""


class Suggestions(Told):
    """Categories first, then queries, then products."""

    items: list[Suggestion]


class Term(Told):
    """One way to say it; `weight` below 1 where it says it loosely."""

    text: str
    language: str
    script: str
    added_by: str
    added_at: datetime
    weight: float = 1.0


class TermBody(Sent):
    """A way to say it; `weight` from 0.3 (loosely) to 1 (the same thing)."""

    text: str
    language: Literal["en", "hi"]
    script: Literal["Deva", "Latn"]
    weight: float | UnsetType = UNSET


class Understood(Told):
    """Something the words said beside goods; `without=<name>` asks again as if they had not."""

    name: str
    said: str
    value: str
