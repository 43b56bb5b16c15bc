"""The names of all places by their keys, and which place some words most likely are."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import msgspec

from services.search.language import closeness, key
from services.search.places.place import Level, Place
from services.search.places.reading import DEOGHAR, HOME, Named
from services.search.places.spelling import adjectival, outline, plausible, principal

SHORT: Final = 4
"""Names with keys up to here are met by principal keys only: too much sounds like "Mau"."""
NEAR: Final = 0.9
LONG: Final = 6
"""Letters in the key of a name that is met by closeness."""


class Names:
    """All spellings; of several places with one name, the first by rank is meant."""

    def __init__(self, every: Iterable[Named]) -> None:
        self._every = list(every)
        self._principal: dict[str, list[Named]] = {}
        self._plausible: dict[str, list[Named]] = {}
        self._near: dict[str, list[tuple[str, Named]]] = {}
        for named in self._every:
            self._add(named)
        self.best = lru_cache(maxsize=8192)(self._best)

    def places(self) -> Iterator[Place]:
        """Each place, once for each spelling."""
        return (named.place for named in self._every)

    def _add(self, named: Named) -> None:
        for form in principal(named.words):
            self._principal.setdefault(form, []).append(named)
        for form in plausible(named.words):
            self._plausible.setdefault(form, []).append(named)
        form = key("".join(named.words))
        if len(form) >= LONG and _met_by_closeness(named.place):
            self._near.setdefault(form[:1], []).append((form, named))

    def _best(self, words: tuple[str, ...], level: Level | None) -> Place | None:
        for found in (self._exact(words), self._close(words), self._loose(words)):
            meant = _first(_fitting(found, words, level))
            if meant:
                return meant
        return None

    def _exact(self, words: tuple[str, ...]) -> list[Named]:
        found = [named for form in principal(words) for named in self._principal.get(form, ())]
        return [named for named in found if outline(named.words) == outline(words)]

    def _loose(self, words: tuple[str, ...]) -> list[Named]:
        """What loose spelling makes of it may be anything, so it is never plain."""
        said = principal(words)
        loose = [named for form in said for named in self._plausible.get(form, ())]
        loose += [named for form in plausible(words) for named in self._principal.get(form, ())]
        return [
            named._replace(place=msgspec.structs.replace(named.place, plain=False))
            for named in loose
            if outline(named.words) == outline(words)
            and min(max(map(len, said)), max(map(len, principal(named.words)))) > SHORT
        ]

    def _close(self, words: tuple[str, ...]) -> list[Named]:
        said = key("".join(words))
        near = self._near.get(said[:1], ()) if len(said) >= LONG else ()
        return [
            named
            for form, named in near
            if abs(len(form) - len(said)) <= 1
            and closeness(said, form) >= NEAR
            and outline(named.words)[1] == outline(words)[1]
        ]


def _fitting(found: list[Named], words: tuple[str, ...], level: Level | None) -> list[Named]:
    """Those of that level; "banarasi" is not the place but what comes from it."""
    return [
        named
        for named in found
        if level in (None, named.place.level) and (adjectival(named.words) or not adjectival(words))
    ]


def _met_by_closeness(place: Place) -> bool:
    at_home = place.level == "district" and place.state in HOME
    return place.plain and (at_home or place.district == DEOGHAR)


def _first(found: list[Named]) -> Place | None:
    """The one of least rank; none where two districts have one of that name and rank."""
    if not found:
        return None
    least = min(named.rank for named in found)
    best = [named.place for named in found if named.rank == least]
    return best[0] if len({place.district or place.code for place in best}) == 1 else None
