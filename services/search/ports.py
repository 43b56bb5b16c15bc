"""What the handlers of the search service need from the world."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from chassis.clock import Clock
from chassis.work import Repository
from services.search.domain.coverage import Coverage
from services.search.domain.hits import Hits
from services.search.domain.listing import Listing
from services.search.domain.meaning import Meaning
from services.search.domain.opening import Begun, Opening
from services.search.domain.plan import Plan
from services.search.domain.title import Title
from services.search.domain.wanted import Filters, Kind, Page, Wishes

Change = Callable[[Listing], bool]
"""Takes news into a listing and says whether it was any; may be called again, on another state."""


class Standing(NamedTuple):
    """Whether a seller may sell, by which of their events."""

    ok: bool
    sequence: int


class Index(Protocol):
    """The listings of the index; a product that has none gets an empty one to change."""

    def change(self, product_id: str, change: Change) -> None:
        """Raises `Unavailable`."""
        ...

    def change_all(self, product_ids: Collection[str], change: Change) -> None:
        """The same change for many. Raises `Unavailable`; some may be changed by then."""
        ...


class Titles(Protocol):
    """What is on sale, known also while the index is away. Late news changes nothing."""

    def put(self, title: Title, sequence: int) -> None:
        """By the product's own sequence."""
        ...

    def hide(self, product_id: str, sequence: int) -> None:
        """On sale no more."""
        ...

    def allow(self, product_id: str, standing: Standing) -> None:
        """Whether its seller may sell."""
        ...

    def allow_all(self, seller_id: str, standing: Standing) -> list[str]:
        """For all that the seller has; the ids of these products."""
        ...


class Sellers(Protocol):
    """Sellers of whom there were news."""

    def note(self, seller_id: str, standing: Standing) -> Standing:
        """What stands now, should newer news be known."""
        ...

    def of(self, seller_id: str) -> Standing | None:
        """None where nothing was heard: they may sell."""
        ...


class Sales(Protocol):
    """How often each product was part of a completed order."""

    def count(self, product_id: str, order_id: str) -> int:
        """One more order, once; how many by now."""
        ...

    def times(self, product_id: str) -> int:
        """How many by now."""
        ...


class Reach(Protocol):
    """Where partners deliver."""

    def served(self, pin: str) -> bool: ...


class Finder(Protocol):
    """The index as it is searched. Every method raises `Unavailable`."""

    def by_words(self, plan: Plan, filters: Filters, wishes: Wishes, page: Page) -> Hits:
        """What says enough of the plan's words; everything for a plan without words."""
        ...

    def by_letters(self, grams: list[str], filters: Filters, page: Page) -> Hits:
        """Titles that share most of these trigrams."""
        ...

    def listing(self, product_id: str) -> Listing | None:
        """One of them, as it is searched or about to be."""
        ...

    def beginning(self, begun: Opening, kind: Kind | None, limit: int) -> list[Listing]:
        """Those whose title has words that begin so, the most bought first."""
        ...


class Shelf(Protocol):
    """What is on sale by titles alone, while the index is away."""

    def starting(self, words: Sequence[Begun], filters: Filters, limit: int) -> list[Listing]:
        """Listings whose title has a word beginning with each of these, the newest first."""
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    index: Index
    titles: Titles
    sellers: Sellers
    sales: Sales
    coverages: Repository[Coverage]
    meanings: Repository[Meaning]
    clock: Clock
