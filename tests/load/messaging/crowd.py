"""Callers side by side: each does the same again and again, until the time is up."""

import time
from collections.abc import Callable

import eventlet

from tests.load.messaging.figures import Figures, summary

Turns = Callable[[float], list[float]]
"""Works until that monotonic second; what each turn took, in seconds."""


def again(action: Callable[[], object]) -> Turns:
    """Repeats the action, one turn after the other."""

    def turns(until: float) -> list[float]:
        times = []
        now = time.monotonic()
        while now < until:
            begun = now
            action()
            now = time.monotonic()
            times.append(now - begun)
        return times

    return turns


def crowd(callers: int, seconds: float, turns: Turns) -> Figures:
    """So many callers for so long: turns per second of all, and how long a turn takes."""
    begun = time.monotonic()
    threads = [eventlet.spawn(turns, begun + seconds) for _ in range(callers)]
    times = [taken for thread in threads for taken in thread.wait()]
    return summary(times, time.monotonic() - begun)
