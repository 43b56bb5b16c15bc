"""The words that generated goods and queries are made of: those of the seeded meanings."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from services.search.domain.meaning import Meaning
from services.search.meaning.categories import CATEGORIES
from services.search.meaning.reading import seeded

SURE = 0.9
"""A looser term would not stand in a title."""


class Word(NamedTuple):
    """What one meaning is called; a language may have no name for it."""

    hi: tuple[str, ...]
    en: tuple[str, ...]


class Words(NamedTuple):
    """By kind; things by category, what holds in some categories only under their slugs."""

    things: dict[str, list[Word]]
    materials: dict[str, list[Word]]
    colours: list[Word]
    qualities: list[Word]
    occasions: list[Word]

    def material(self, category: str) -> list[Word]:
        """Of which goods of that category are made; all where none are its own."""
        return self.materials.get(category) or self.materials[""]


@lru_cache(maxsize=1)
def seeded_words() -> Words:
    """Read from the seed at the first call only."""
    by_kind: dict[str, list[Meaning]] = defaultdict(list)
    for meaning in seeded():
        by_kind[meaning.kind].append(meaning)
    return Words(
        things=_things(by_kind["thing"]),
        materials=_by_category(by_kind["material"]),
        colours=_everywhere(by_kind["colour"]),
        qualities=_everywhere(by_kind["quality"]),
        occasions=_everywhere(by_kind["occasion"]),
    )


def _things(meanings: list[Meaning]) -> dict[str, list[Word]]:
    """Each in the category that fits it most; a category without any sells what it is called."""
    found: dict[str, list[Word]] = defaultdict(list)
    for meaning in meanings:
        if meaning.categories:
            found[meaning.categories[0]].append(_word(meaning))
    for slug, category in CATEGORIES.items():
        if not found[slug]:
            found[slug].append(Word((category.name.hi,), (category.name.en.lower(),)))
    return dict(found)


def _by_category(meanings: list[Meaning]) -> dict[str, list[Word]]:
    found: dict[str, list[Word]] = defaultdict(list)
    for meaning in meanings:
        for category in ("", *meaning.categories):
            found[category].append(_word(meaning))
    return dict(found)


def _everywhere(meanings: list[Meaning]) -> list[Word]:
    words = (_word(meaning) for meaning in meanings if not meaning.categories)
    return [word for word in words if word.hi and word.en]


def _word(meaning: Meaning) -> Word:
    sure = [term for term in meaning.terms if term.weight >= SURE] or meaning.terms
    return Word(
        hi=tuple(t.text for t in sure if t.script == "Deva"),
        en=tuple(t.text for t in sure if t.language == "en"),
    )
