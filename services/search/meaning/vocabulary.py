"""The words that goods on sale and meanings are called by, and which of them look alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from services.search.domain.plan import Near
from services.search.language import NEAR, closeness, plain, romanise, script, skeleton

MOST_NEAR: Final = 3
MOST_COMPARED: Final = 400
SHORTEST: Final = 3
"""Of two letters every word is a neighbour of many."""
LENGTHS_APART: Final = 3
MUCH_LESS: Final = 0.12


class Vocabulary:
    """Grows while goods are added; what is gone stays until the process ends, and finds nothing.

    Words with the same consonants, or all but one of them, are compared letter by letter.
    """

    def __init__(self) -> None:
        self._written: dict[str, dict[str, str]] = {}
        self._alike: dict[str, list[str]] = defaultdict(list)

    def add(self, known: Iterable[tuple[str, str]]) -> None:
        """Words as (key, written); the first way to write a key in each script is kept."""
        for key, written in known:
            if key not in self._written:
                self._written[key] = {}
                for bones in _with_one_less(skeleton(key)):
                    self._alike[bones].append(key)
            self._written[key].setdefault(script(written), written)

    def knows(self, key: str) -> bool:
        """Whether goods or meanings have a word of that key."""
        return key in self._written

    def near(self, key: str, typed: str) -> list[Near]:
        """Known words that sound much like a key and look like what was typed."""
        if len(key) < SHORTEST:
            return []
        found = [
            (close, other)
            for other in self._candidates(key)
            if (close := closeness(key, other)) >= NEAR
        ]
        return self._best(found, typed)

    def _best(self, found: list[tuple[float, str]], typed: str) -> list[Near]:
        """Of words that sound alike, those that are also written alike go first."""
        ranked = sorted(
            ((close + self._like(other, typed)) / 2, close, other) for close, other in found
        )[::-1][:MOST_NEAR]
        least = ranked[0][0] - MUCH_LESS if ranked else 0.0
        return [
            Near(other, self._latin(other), close) for both, close, other in ranked if both >= least
        ]

    def _like(self, other: str, typed: str) -> float:
        ways = self._written[other].values()
        return max((closeness(plain(typed), plain(way)) for way in ways), default=0.0)

    def written(self, key: str, like: str) -> str:
        """The word of that key in the script of another."""
        ways = self._written.get(key, {})
        return ways.get("Deva") or self._latin(key) if script(like) == "Deva" else self._latin(key)

    def _latin(self, key: str) -> str:
        ways = self._written.get(key, {})
        return ways.get("Latn") or (romanise(ways["Deva"]) if "Deva" in ways else key)

    def _candidates(self, key: str) -> Iterable[str]:
        alike = (o for bones in _with_one_less(skeleton(key)) for o in self._alike.get(bones, ()))
        near = (o for o in alike if abs(len(o) - len(key)) <= LENGTHS_APART)
        return [other for other, _ in zip(dict.fromkeys(near), range(MOST_COMPARED), strict=False)]


def _with_one_less(bones: str) -> Iterator[str]:
    yield bones
    if len(bones) > 2:
        for at in range(len(bones)):
            yield bones[:at] + bones[at + 1 :]
