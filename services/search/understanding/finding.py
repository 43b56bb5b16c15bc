"""Every place that a sentence names, and how the words beside it mean it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import msgspec

from services.search.language import is_stop, script
from services.search.places import Gazetteer, Level
from services.search.understanding.phrases import Phrases
from services.search.understanding.sentence import Sentence
from services.search.understanding.understood import Where

LONGEST: Final = 3
IN_BEFORE: Final = Phrases(
    "in; at; from; inside; within; pin; pincode; pin code; पिन; पिनकोड; पिन कोड; deliver to; "
    "delivery to; delivery in; delivery at; deliver in; deliver at; send to; ship to"
)
IN_AFTER: Final = Phrases(
    "me; mein; mei; main; m; pe; par; se; tak; ke andar; area; area me; side; taraf"
)
NEAR_BEFORE: Final = Phrases("near; nearby; around; close to")
NEAR_AFTER: Final = Phrases(
    "ke paas; ke paas me; ke paas ka; ke paas ki; ke nazdeek; ke aas paas; ke aas paas me; "
    "ke aaspaas; ke karib; ke nikat; paas; paas me; nearby; aas paas; ke around"
)
OF: Final = Phrases("ka; ki; ke; wala; wali; wale; style")
DISTRICT: Final = Phrases("district; dist; zila; jila; zile; jile")
BLOCK: Final = Phrases("block; prakhand")


@dataclass(frozen=True)
class Found:
    """A place, its own words, and with those beside it that show how it is meant."""

    where: Where
    named: range
    at: range


def find_places(sentence: Sentence, gazetteer: Gazetteer) -> list[Found]:
    """All of them from the left; of places in a row, the last shows how each is meant."""
    found = list(_each(sentence, gazetteer))
    for before, after in reversed(list(pairwise(range(len(found))))):
        last = found[after].where
        if found[before].at.stop == found[after].at.start and not found[before].where.sure:
            where = msgspec.structs.replace(last, place=found[before].where.place)
            found[before] = replace(found[before], where=where)
    return found


def _each(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Found]:
    at = 0
    while at < len(sentence.words):
        found = next(_starting(sentence, gazetteer, at), None)
        if found:
            yield found
        at = found.at.stop if found else at + 1


def _starting(sentence: Sentence, gazetteer: Gazetteer, at: int) -> Iterator[Found]:
    for size in range(LONGEST, 0, -1):
        span = range(at, at + size)
        if sentence.free(at, at + size - 1) and _may_be(sentence.words[at : at + size]):
            found = _found(sentence, gazetteer, span)
            if found:
                yield found


def _may_be(span: tuple[str, ...]) -> bool:
    if len(span) == 1:
        return script(span[0]) != "Digit" or len(span[0]) == 6
    return not any(is_stop(word) or script(word) == "Digit" for word in span)


def _found(sentence: Sentence, gazetteer: Gazetteer, named: range) -> Found | None:
    level, end = _level(sentence, named.stop)
    place = gazetteer.named(sentence.words[named.start : named.stop], level)
    if place is None:
        return None
    near = _reach(sentence, named.start, end, NEAR_BEFORE, NEAR_AFTER)
    within = _reach(sentence, named.start, end, IN_BEFORE, IN_AFTER)
    at = near or within or range(named.start, end)
    sure = bool(near or within or level or place.level == "pin")
    if not sure and (not place.plain or is_stop(sentence.words[named.start])):
        return None
    style = not sure and _is_style(sentence, at.stop)
    where = Where(place=place, sure=sure, near=bool(near), style=style)
    return Found(where, named, at)


def _level(sentence: Sentence, after: int) -> tuple[Level | None, int]:
    """What kind of place the next word says it is, and where the words go on."""
    district, block = sentence.after(after, DISTRICT), sentence.after(after, BLOCK)
    level: Level | None = "district" if district else "block" if block else None
    return level, after + district + block


def _reach(
    sentence: Sentence, first: int, end: int, before: Phrases, after: Phrases
) -> range | None:
    """The words with such phrases beside them."""
    ahead, behind = sentence.before(first, before), sentence.after(end, after)
    return range(first - ahead, end + behind) if ahead or behind else None


def _is_style(sentence: Sentence, after: int) -> bool:
    """Whether it goes straight on with the goods: "deoghar ka peda", "deoghar peda"."""
    if sentence.after(after, OF):
        return True
    return sentence.free(after, after) and not is_stop(sentence.words[after])
