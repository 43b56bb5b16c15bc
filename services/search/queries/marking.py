"""Where the words of a query stand in a title, in the title's own script."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from contracts.values import Text
from services.search.domain.found import Marks
from services.search.domain.plan import Plan, Sense
from services.search.language import keys, words

SURE: Final = 0.7
"""Words that mean the same this surely are marked too."""
_WORD: Final = re.compile(
    r"[^\W_]+(?:[\u0900-\u0903\u093a-\u094f\u200c\u200d\u0300-\u036f]+[^\W_]*)*"
)


def marked(title: Text, wanted: frozenset[str]) -> Marks:
    """The places of words that have one of those keys."""
    return Marks(hi=list(_places(title.hi, wanted)), en=list(_places(title.en, wanted)))


def wanted_keys(plan: Plan) -> frozenset[str]:
    """All keys that a word of a title may be marked for."""
    found: set[str] = set()
    for segment in plan.segments:
        found.update(key for sense in segment.senses for key in _said(sense))
        for word in segment.words:
            found.update(word.keys)
            found.update(near.key for near in word.near)
            found.update(key for sense in word.senses for key in _said(sense))
    return frozenset(found)


def _said(sense: Sense) -> tuple[str, ...]:
    return sense.ways.marked if sense.strength >= SURE else ()


def _places(title: str, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    return (span for span, own in _spelt(title) if not wanted.isdisjoint(own))


@lru_cache(maxsize=20_000)
def _spelt(title: str) -> list[tuple[tuple[int, int], tuple[str, ...]]]:
    """Where each word stands, and its keys: the same goods are shown again and again."""
    return [
        (word.span(), tuple(key for part in words(word.group()) for key in keys(part)))
        for word in _WORD.finditer(title)
    ]
