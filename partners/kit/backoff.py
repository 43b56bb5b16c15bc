"""Growing pauses between attempts, spread so that many partners do not return at once."""

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Backoff:
    """Seconds to wait after each failed attempt: doubling from `first` up to `longest`."""

    first: float
    longest: float
    dice: Callable[[], float] = random.random

    def pause(self, failures: int) -> float:
        """Seconds after that many failures (1 = the first), between half and all of the step."""
        doublings = min(max(failures, 1) - 1, 30)
        return min(self.longest, self.first * 2.0**doublings) * (0.5 + 0.5 * self.dice())
