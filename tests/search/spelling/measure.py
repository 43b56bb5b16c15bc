"""The ways to match two spellings, and the share of pairs that each of them brings together."""

from collections.abc import Callable, Iterable

from services.search.language import NEAR, closeness, keys, skeleton
from tests.search.spelling.lexicon import Pair

Match = Callable[[Pair], bool]


def same_principal(pair: Pair) -> bool:
    return keys(pair.latin)[0] == keys(pair.hindi)[0]


def same_key(pair: Pair) -> bool:
    return not set(keys(pair.latin)).isdisjoint(keys(pair.hindi))


def near(pair: Pair) -> bool:
    return same_key(pair) or any(
        closeness(one, other) >= NEAR for one in keys(pair.latin) for other in keys(pair.hindi)
    )


def within_edits(pair: Pair) -> bool:
    """Ordinary edits, as a server's AUTO fuzziness counts them, on principal keys."""
    return _few_edits(keys(pair.latin)[0], keys(pair.hindi)[0])


def some_within_edits(pair: Pair) -> bool:
    return any(_few_edits(one, other) for one in keys(pair.latin) for other in keys(pair.hindi))


def _few_edits(one: str, other: str) -> bool:
    longer = max(len(one), len(other))
    allowed = 2 if longer > 5 else 1 if longer >= 3 else 0
    return abs(len(one) - len(other)) <= allowed and edits(one, other) <= allowed


def same_skeleton(pair: Pair) -> bool:
    return skeleton(keys(pair.latin)[0]) == skeleton(keys(pair.hindi)[0])


WAYS: dict[str, Match] = {
    "same principal key": same_principal,
    "some key in common": same_key,
    "key in common or near": near,
    "principal key within 1-2 edits": within_edits,
    "some key within 1-2 edits": some_within_edits,
    "same skeleton": same_skeleton,
}


def share(match: Match, judged: Iterable[Pair], *, weighted: bool = False) -> float:
    """The share of pairs that match, each once or as often as people wrote it."""
    hit = total = 0
    for pair in judged:
        weight = pair.times if weighted else 1
        total += weight
        hit += weight if match(pair) else 0
    return hit / total


def edits(one: str, other: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, start=1):
        row, before = [at], rows[-1]
        for column, facing in enumerate(other, start=1):
            best = min(
                before[column - 1] + (letter != facing), before[column] + 1, row[column - 1] + 1
            )
            if at > 1 and column > 1 and letter + one[at - 2] == other[column - 2] + facing:
                best = min(best, rows[-2][column - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
