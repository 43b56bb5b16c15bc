"""Seeded chance: choices that follow Zipf's law, prices that are log-normal."""

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Zipf(Generic[T]):
    """The first is chosen most often, the n-th 1 ÷ n^`steep` as often."""

    def __init__(self, values: Sequence[T], steep: float = 1.0) -> None:
        self._values = values
        self._weights = list(accumulate(1 / at**steep for at in range(1, len(values) + 1)))

    def pick(self, chance: random.Random) -> T:
        """One of them."""
        return chance.choices(self._values, cum_weights=self._weights)[0]


def price(chance: random.Random) -> int:
    """In paise, whole rupees: half below 350, a hundredth above 3,500."""
    return 100 * max(10, round(chance.lognormvariate(5.86, 1.0)))


def orders(chance: random.Random) -> int:
    """How often something was bought: most never, a few very often."""
    return int(min(5_000, chance.paretovariate(0.9) - 1))
