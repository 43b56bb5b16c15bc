"""What a caller asks of search, apart from HTTP."""

from typing import Literal

from contracts.message import Message
from services.search.domain.wanted import Filters, Page, Sort

Depth = Literal["titles", "enough", "some", "letters"]
"""How much of the words what is found must say; `letters`: none, but titles are spelt alike."""


class Asked(Message):
    """Words, filters and how to show what is found.

    `without`: names of what the words may be understood to say, but are not to. `deliver_to`: the
    PIN code where goods must be deliverable. `near_pin` stands for the caller's position. A page
    `after` another asks at the `depth` at which the first found something.
    """

    q: str = ""
    without: frozenset[str] = frozenset()
    given: Filters = Filters()
    deliver_to: str = ""
    near_pin: str = ""
    sort: Sort = "relevance"
    limit: int = 20
    after: list[float | int | str] = []
    depth: Depth = "enough"
    facets: bool = True
    explain: bool = False

    def page(self, least: float, *, titles: bool = False) -> Page:
        """Which part of what says at least that share of the words."""
        return Page(
            sort=self.sort,
            limit=self.limit,
            after=self.after,
            facets=self.facets,
            explain=self.explain,
            least=least,
            titles=titles,
        )
