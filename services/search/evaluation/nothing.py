"""Stands where an evaluation has no index yet, and no shelf: whoever asks it is told so."""

from collections.abc import Sequence

from chassis.errors import Unavailable
from services.search.domain.hits import Hits
from services.search.domain.listing import Listing
from services.search.domain.opening import Begun, Opening
from services.search.domain.plan import Plan
from services.search.domain.wanted import Filters, Kind, Page, Wishes


class NothingKept:
    """`Finder` and `Shelf`: an evaluation that loses its index must fail, not answer by titles."""

    def by_words(self, plan: Plan, filters: Filters, wishes: Wishes, page: Page) -> Hits:
        raise Unavailable(field="index")

    def by_letters(self, grams: list[str], filters: Filters, page: Page) -> Hits:
        raise Unavailable(field="index")

    def listing(self, product_id: str) -> Listing | None:
        raise Unavailable(field="index")

    def beginning(self, begun: Opening, kind: Kind | None, limit: int) -> list[Listing]:
        raise Unavailable(field="index")

    def starting(self, words: Sequence[Begun], filters: Filters, limit: int) -> list[Listing]:
        raise Unavailable(field="titles")
