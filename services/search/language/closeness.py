"""How near two keys sound: Damerau's distance with cheap swaps for sounds people mix up.

The costs follow the odds, counted over the training words of tests/search/spelling, that a
difference is one of spelling and not one between two words.
"""

from string import ascii_lowercase

NEAR = 0.84
"""From here on two keys are taken for spellings of one word (measured: tests/search/spelling)."""

_SWAPS = {
    0.3: "ei iy ey uv",
    0.4: "ae au ao gj ay",
    0.5: "iu ou in",
    0.6: "mn dr bv ov ck ai js",
    0.7: "eo dt td kg sc ks pb fp",
}
_LAST_SWAPS = {0.4: "ay iy ey", 0.5: "ei", 0.8: "mn ae ao au eo eu iu io ou js dr dt"}
_EXTRA = {0.3: "ae", 0.5: "iouy", 0.6: "h", 0.7: "n", 0.85: "rvk"}
_LAST_EXTRA = {0.3: "y", 0.5: "aeh", 0.7: "n", 0.8: "u", 0.9: "io"}
_TURNED = 0.7
_ANOTHER = 1.0


def _swaps(costs: dict[float, str]) -> dict[str, float]:
    return {
        pair: cost
        for cost, pairs in costs.items()
        for both in pairs.split()
        for pair in (both, both[::-1])
    }


def _all_swaps() -> dict[str, float]:
    """Build the cost of each pair; a capital is a word's last letter, where vowels say more."""
    inside = _swaps(_SWAPS)
    costs = {pair[0].upper() + pair[1]: cost for pair, cost in inside.items()}
    costs |= {pair[0] + pair[1].upper(): cost for pair, cost in inside.items()}
    costs |= {pair.upper(): cost for pair, cost in _swaps(_LAST_SWAPS).items()} | inside
    for letter in ascii_lowercase:
        costs[letter + letter.upper()] = costs[letter.upper() + letter] = 0.0
    return costs


_SWAP = _all_swaps()
_LETTER = {letter: cost for cost, letters in _EXTRA.items() for letter in letters} | {
    letter.upper(): cost for cost, letters in _LAST_EXTRA.items() for letter in letters
}


def closeness(one: str, other: str) -> float:
    """Give 1.0 for the same key, down to 0.0 for keys with nothing in common."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    far = _distance(*_differing(one[:-1] + one[-1].upper(), other[:-1] + other[-1].upper()))
    return max(0.0, 1.0 - far / max(len(one), len(other)))


def _differing(one: str, other: str) -> tuple[str, str]:
    """Leave out the beginning and the end that both share."""
    start, end = 0, 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def _distance(one: str, other: str) -> float:
    before: list[float] = []
    row = [0.0]
    for letter in other:
        row.append(row[-1] + _LETTER.get(letter, _ANOTHER))
    for at in range(len(one)):
        before, row = row, _next_row(one, other, at, (before, row))
    return row[-1]


def _next_row(one: str, other: str, at: int, above: tuple[list[float], list[float]]) -> list[float]:
    older, before = above
    letter = one[at]
    gone = _LETTER.get(letter, _ANOTHER)
    left = before[0] + gone
    row = [left]
    for column, facing in enumerate(other):
        best = before[column]
        if letter != facing:
            best += _SWAP.get(letter + facing, _ANOTHER)
        if (dropped := before[column + 1] + gone) < best:
            best = dropped
        if (added := left + _LETTER.get(facing, _ANOTHER)) < best:
            best = added
        if at and column and letter == other[column - 1] and facing == one[at - 1]:
            best = min(best, older[column - 1] + _TURNED)
        row.append(left := best)
    return row
