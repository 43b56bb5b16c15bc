"""All ways to say a meaning, sorted for asking: made once for each meaning of a lexicon."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from typing import Final, NamedTuple

from services.search.domain.plan import Alone, Together, Ways

MOST_TOGETHER: Final = 8
"""Ways of three words and more that are asked for, of each meaning; the strongest."""
PAIR: Final = 2
MOST_ALONE: Final = 60
MOST_KEYS: Final = 2
SURE: Final = 0.75
"""Ways that are as good as the word itself, also in a text and in a category's name."""


class Weighed(NamedTuple):
    """One way: the keys of each of its words, the words in plain letters, how good it is; whether
    another word has the key too, so that only the letters tell."""

    keys: tuple[tuple[str, ...], ...]
    plain: tuple[str, ...]
    strength: float
    shared: bool = False


def sorted_ways(ways: Iterable[Weighed]) -> Ways:
    """Single words by how good they are, in steps of a tenth, then the best of several words."""
    steps: dict[float, list[Weighed]] = defaultdict(list)
    several: list[Weighed] = []
    for way in ways:
        if len(way.keys) > PAIR:
            several.append(way)
        else:
            steps[round(way.strength, 2)].append(way)
    good = [way for s, step in steps.items() if s >= SURE for way in step if _single(way)]
    best = sorted(several, key=lambda way: -way.strength)[:MOST_TOGETHER]
    return Ways(
        alone=tuple(_alone(strength, steps[strength]) for strength in sorted(steps, reverse=True)),
        together=tuple(
            Together(way.strength, tuple(keys[:MOST_KEYS] for keys in way.keys)) for way in best
        ),
        sure=_once(way.keys[0][0] for way in good if not way.shared),
        marked=_once(way.keys[0][0] for way in good),
    )


def pair(one: str, other: str) -> str:
    """Two keys as one token, whichever comes first."""
    return f"{one}|{other}" if one <= other else f"{other}|{one}"


def _alone(strength: float, ways: Iterable[Weighed]) -> Alone:
    ways = list(ways)
    single = [way for way in ways if _single(way)]
    pairs = [way.keys for way in ways if not _single(way)]
    return Alone(
        strength=strength,
        plain=_once(way.plain[0] for way in single),
        keys=_once(key for way in single if not way.shared for key in way.keys[0][:MOST_KEYS]),
        pairs=_once(pair(one, other) for left, right in pairs
                    for one, other in product(left[:MOST_KEYS], right[:MOST_KEYS])),
    )  # fmt: skip


def _single(way: Weighed) -> bool:
    return len(way.keys) == 1


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:MOST_ALONE]
