"""What people looked for in vain, for those who keep the meanings."""

import msgspec

from chassis.pages import CursorNotValid, cursor_of
from contracts.message import Message
from services.search.adapters.tallies import Lack, Tallies, Tally
from services.search.language import words
from services.search.queries.planning import Planner

MOST_HINTS = 3


class LackingQuery(Message):
    """A query as most wrote it, how often it was asked, and the meanings nearest to it."""

    words: str
    asked: int
    meanings: list[str]


class ReportPage(Message):
    """The most asked first; `next` is the cursor of the next page, empty at the end."""

    items: list[LackingQuery]
    next: str = ""


def lacking(
    tallies: Tallies, planner: Planner, wish: tuple[str, Lack], after: str, limit: int
) -> ReportPage:
    """Of a week, what found nothing or what nobody chose anything of."""
    found = tallies.lacking(*wish, _tally(after), limit + 1)
    items = [
        LackingQuery(words=one.words, asked=one.asked, meanings=nearest(one.words, planner))
        for one in found[:limit]
    ]
    return ReportPage(items=items, next=_next(found[:limit]) if len(found) > limit else "")


def nearest(query: str, planner: Planner) -> list[str]:
    """Slugs of the meanings that its words, or words spelt much like them, may have; of those that
    are as sure, what several words say together comes first."""
    sure: dict[str, float] = {}
    for segment in planner.plan(words(query)).segments:
        for sense in (*segment.senses, *(s for word in segment.words for s in word.senses)):
            sure[sense.slug] = max(sure.get(sense.slug, 0.0), sense.strength)
    return sorted(sure, key=lambda slug: -sure[slug])[:MOST_HINTS]


def _next(shown: list[Tally]) -> str:
    return cursor_of(msgspec.json.encode((shown[-1].asked, shown[-1].key)).decode())


def _tally(place: str) -> Tally | None:
    if not place:
        return None
    try:
        asked, key = msgspec.json.decode(place, type=tuple[int, str])
    except msgspec.DecodeError as bad:
        raise CursorNotValid(field="cursor") from bad
    return Tally(key, "", asked)
