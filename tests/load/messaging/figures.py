"""Times and rates of one measurement."""

import math
from collections.abc import Sequence

Figures = dict[str, float]


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest of these times that so large a share of them does not exceed (0 < share ≤ 1)."""
    ordered = sorted(times)
    return ordered[math.ceil(share * len(ordered)) - 1]


def summary(times: Sequence[float], seconds: float) -> Figures:
    """Rate per second, and the 50th and 99th percentile in milliseconds."""
    return {
        "rate": len(times) / seconds,
        "p50": percentile(times, 0.5) * 1000,
        "p99": percentile(times, 0.99) * 1000,
    }
