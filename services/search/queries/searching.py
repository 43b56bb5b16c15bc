"""The path of a query: words → what they say of price and place → a plan → the index → an answer.

Each step is a package or file of its own: `language` (words and their keys), `understanding`
(prices, places, amounts), `planning` (what the rest may mean), `ports.Finder` (the index; its
clauses are in `adapters.wording` and `adapters.question`), `answering` (what people see).
"""

from dataclasses import replace

from chassis.errors import Unavailable
from chassis.ids import new_id
from services.search.domain.found import Found
from services.search.domain.hits import Hits
from services.search.domain.plan import Plan
from services.search.domain.searched import query_key
from services.search.domain.wanted import Filters, Wishes
from services.search.language import key, trigrams, words
from services.search.queries.answering import (
    LITTLE,
    Answering,
    near_categories,
    next_page,
    repaired,
)
from services.search.queries.asked import Asked, Depth
from services.search.queries.degraded import by_titles
from services.search.queries.desk import Desk
from services.search.queries.wishing import filters_of, places_in, told, wishes_of
from services.search.understanding import understand


def search(asked: Asked, desk: Desk) -> Found:
    """What is on sale and fits best, by words, filters or both.

    Raises `Unavailable` only if the index and what stands in for it are both away, and for a page
    after the first, which titles alone cannot go on from.
    """
    said = words(asked.q)
    understood = understand(said, desk.gazetteer, without=asked.without)
    plan = desk.planner.plan(understood.left, places_in(understood))
    plan = replace(plan, whole=" ".join(map(key, said)))
    filters = filters_of(asked, understood, desk)
    try:
        wishes = wishes_of(understood, plan, desk.clicked(query_key(asked.q)))
        hits, depth = _find(plan, filters, wishes, asked, desk)
    except Unavailable:
        if asked.after:
            raise
        return by_titles(plan, filters, asked, desk)
    answering = Answering(plan, desk.gazetteer, filters.position)
    return Found(
        total=hits.total,
        more=hits.more,
        items=[answering.item(hit, explain=asked.explain) for hit in hits.hits],
        next=next_page(hits, depth, asked.limit),
        facets=hits.facets,
        understood=told(understood),
        repaired=repaired(asked.q, plan, desk.vocabulary),
        near_categories=near_categories(hits, plan),
        degraded=False,
        search_id=new_id("sea"),
        by="letters" if depth == "letters" else "words",
    )


def _find(
    plan: Plan, filters: Filters, wishes: Wishes, asked: Asked, desk: Desk
) -> tuple[Hits, Depth]:
    """Ask titles, where goods abound; then for enough of the words, then for some of them; where
    none leads anywhere, by letters. A page after the first is asked for as the first was."""
    enough, some = asked.page(desk.weights.least), asked.page(desk.weights.little)
    by_titles_first = bool(plan.segments) and desk.many() and not asked.after
    if asked.depth == "titles" or (asked.depth == "enough" and by_titles_first):
        hits = desk.index.by_words(
            plan, filters, wishes, asked.page(desk.weights.sure, titles=True)
        )
        if asked.after or hits.total >= LITTLE:
            return hits, "titles"
    if asked.depth == "enough":
        hits = desk.index.by_words(plan, filters, wishes, enough)
        if not plan.segments or asked.after or hits.total >= LITTLE:
            return hits, "enough"
    if asked.depth != "letters":
        hits = desk.index.by_words(plan, filters, wishes, some)
        if asked.after or hits.total:
            return hits, "some"
    grams = [gram for word in plan.words for gram in trigrams(word.keys[0])]
    return desk.index.by_letters(grams, filters, some), "letters"
