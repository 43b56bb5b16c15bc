"""What the names of things begin with, and the categories that they lead to."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, Literal, TypeVar

from services.search.domain.opening import Opening
from services.search.language import keys, plain, words
from services.search.meaning.categories import CATEGORIES
from services.search.meaning.lexicon import Lexicon, Said

MOST_CATEGORIES: Final = 3
LAST: Final = "\uffff"
T = TypeVar("T")


class Beginnings:
    """Of one lexicon; sorted once, at the first question."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _sounds(self) -> list[tuple[str, str]]:
        """In plain Latin letters, and the category."""
        things = ((" ".join(said.plain), category) for said, category in self._things())
        names = ((" ".join(map(plain, said)), slug) for said, slug in _category_names())
        return sorted({*things, *names})

    @cached_property
    def _keys(self) -> list[tuple[str, str]]:
        things = (
            (" ".join(w[0] for w in said.keys), category) for said, category in self._things()
        )
        names = (
            (" ".join(keys(word)[0] for word in said), slug) for said, slug in _category_names()
        )
        return sorted({*things, *names})

    def categories(self, begun: Opening, kind: Literal["goods", "service"] | None) -> list[str]:
        """The categories of things that are called so, the most often called first; by keys only
        where nothing is spelt so: short keys begin too much."""
        found = _counted(self._sounds, [begun.sound]) or _counted(self._keys, begun.keys)
        fit = [category for category in found if kind in (None, CATEGORIES[category].kind)]
        return sorted(fit, key=lambda category: (-found[category], category))[:MOST_CATEGORIES]

    def _things(self) -> Iterator[tuple[Said, str]]:
        for meaning in self._lexicon.meanings.values():
            if meaning.kind == "thing" and meaning.categories:
                for said in self._lexicon.own(meaning):
                    yield said, meaning.categories[0]


def _category_names() -> Iterator[tuple[list[str], str]]:
    for category in CATEGORIES.values():
        for name in (category.name.hi, category.name.en):
            yield words(name), category.slug


def _counted(names: Sequence[tuple[str, str]], beginnings: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for beginning in beginnings:
        found.update(begun_so(names, beginning))
    return found


def begun_so(names: Sequence[tuple[str, T]], beginning: str) -> list[T]:
    """What the names lead to that begin so; they are sorted."""
    first, last = (bisect_left(names, (end,)) for end in (beginning, beginning + LAST))
    return [told for _, told in names[first:last]]


@lru_cache(maxsize=2)
def beginnings(lexicon: Lexicon) -> Beginnings:
    """Those of a lexicon, made once."""
    return Beginnings(lexicon)
