"""From hits to an answer: what people see of each, what was understood, what comes next."""

import json
from typing import Final

from chassis.pages import cursor_of
from services.search.domain.found import Item, Repaired
from services.search.domain.hits import Hit, Hits
from services.search.domain.listing import Listing
from services.search.domain.plan import Plan
from services.search.domain.wanted import Position
from services.search.meaning.vocabulary import Vocabulary
from services.search.places import Gazetteer, Point
from services.search.queries.asked import Depth
from services.search.queries.marking import marked, wanted_keys

LITTLE: Final = 10
"""With fewer hits than that, categories that may have been meant are offered."""
MOST_CATEGORIES: Final = 4


class Answering:
    """Puts one answer together."""

    def __init__(self, plan: Plan, gazetteer: Gazetteer, position: Position | None) -> None:
        self.plan, self.gazetteer, self.position = plan, gazetteer, position
        self._wanted = wanted_keys(plan)

    def item(self, hit: Hit, *, explain: bool) -> Item:
        """What a buyer sees of a listing."""
        listing = hit.listing
        return Item(
            product_id=listing.product_id,
            title=listing.title,
            price=listing.price,
            seller_id=listing.seller_id,
            seller=listing.seller,
            category=listing.category,
            kind=listing.offered,
            free=listing.free,
            district=listing.district,
            village=listing.village,
            tags=listing.tags,
            beneficiary=listing.beneficiary,
            marks=marked(listing.title, self._wanted),
            distance_km=self._km(listing),
            explanation=hit.parts if explain else None,
        )

    def _km(self, listing: Listing) -> float | None:
        there = self.gazetteer.pin(listing.pin) if self.position and listing.pin else None
        if self.position is None or there is None:
            return None
        return round(there.km_to(Point(lat=self.position.lat, lon=self.position.lon)), 1)


def next_page(hits: Hits, depth: Depth, limit: int) -> str:
    """The cursor after the last hit of a full page; "" where the page was not full."""
    if len(hits.hits) < limit:
        return ""
    return cursor_of(json.dumps([depth, *hits.hits[-1].place], separators=(",", ":")))


def repaired(typed: str, plan: Plan, vocabulary: Vocabulary) -> Repaired | None:
    """How misspelt words were read, if any were, in the script in which they were typed."""
    shown = [
        vocabulary.written(word.near[0].key, like=word.typed) if word.near else word.typed
        for word in plan.words
    ]
    if not any(word.near for word in plan.words):
        return None
    return Repaired(shown=" ".join(shown), typed=typed)


def near_categories(hits: Hits, plan: Plan) -> list[str]:
    """What may have been meant, where little was found."""
    return plan.categories[:MOST_CATEGORIES] if hits.total < LITTLE else []
