"""The answer while the index is away: titles with words that begin as those asked for."""

from chassis.ids import new_id
from services.search.domain.found import Facets, Found
from services.search.domain.hits import Hit
from services.search.domain.opening import Begun
from services.search.domain.plan import Plan, PlanWord
from services.search.domain.wanted import Filters
from services.search.queries.answering import Answering
from services.search.queries.asked import Asked
from services.search.queries.desk import Desk
from services.search.queries.marking import SURE


def by_titles(plan: Plan, filters: Filters, asked: Asked, desk: Desk) -> Found:
    """One page, says that it is `degraded`; no facets, no ranking. Raises `Unavailable`."""
    listings = desk.shelf.starting([_begun(word) for word in plan.words], filters, asked.limit)
    answering = Answering(plan, desk.gazetteer, filters.position)
    hits = [Hit(listing=listing, score=0.0, place=[]) for listing in listings]
    return Found(
        total=len(hits),
        more=len(hits) == asked.limit,
        items=[answering.item(hit, explain=False) for hit in hits],
        next="",
        facets=Facets(),
        understood=[],
        repaired=None,
        near_categories=[],
        degraded=True,
        search_id=new_id("sea"),
        by="titles",
    )


def _begun(word: PlanWord) -> Begun:
    """The words that it may have been, or surely means, are as good."""
    near = [near.key for near in word.near]
    sure = [key for sense in word.senses if sense.strength >= SURE for key in sense.ways.sure]
    return Begun(key=word.keys[0], same=list(dict.fromkeys([*near, *sure])))
