"""What the names of things begin with, and the categories that they lead to."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Final, Literal

from services.search.language import keys, words
from services.search.meaning.categories import CATEGORIES
from services.search.meaning.lexicon import Lexicon

MOST_CATEGORIES: Final = 3
LAST: Final = "\uffff"


class Beginnings:
    """Of one lexicon; sorted once, at the first question."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        found = {
            (" ".join(word[0] for word in said.keys), meaning.categories[0])
            for meaning in self._lexicon.meanings.values()
            if meaning.kind == "thing" and meaning.categories
            for said in self._lexicon.own(meaning)
        }
        found |= {
            (" ".join(keys(word)[0] for word in words(name)), category.slug)
            for category in CATEGORIES.values()
            for name in (category.name.hi, category.name.en)
        }
        return sorted(found)

    def categories(
        self, beginnings: Iterable[str], kind: Literal["goods", "service"] | None
    ) -> list[str]:
        """The categories of things that are called so, the most often called first."""
        counted: dict[str, int] = {}
        for beginning in beginnings:
            first = bisect_left(self._names, (beginning,))
            last = bisect_left(self._names, (beginning + LAST,))
            for _, category in self._names[first:last]:
                counted[category] = counted.get(category, 0) + 1
        fit = [c for c in counted if kind in (None, CATEGORIES[c].kind)]
        return sorted(fit, key=lambda c: (-counted[c], c))[:MOST_CATEGORIES]


@lru_cache(maxsize=2)
def beginnings(lexicon: Lexicon) -> Beginnings:
    """Those of a lexicon, made once."""
    return Beginnings(lexicon)
