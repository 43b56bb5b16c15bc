"""Business figures of one message, counted when its write is done: a clash must not count twice."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import partial

from prometheus_client import Counter, Histogram

_waiting: ContextVar[list[Callable[[], object]] | None] = ContextVar("tally", default=None)


def begin() -> None:
    """Forget what an attempt counted whose write did not happen."""
    _waiting.set([])


def count(counter: Counter, amount: float = 1) -> None:
    """Count once the write of the message in hand is done; at once outside a message."""
    _later(partial(counter.inc, amount))


def observe(histogram: Histogram, value: float) -> None:
    """Observe once the write of the message in hand is done; at once outside a message."""
    _later(partial(histogram.observe, value))


def end() -> None:
    """The write is done."""
    for figure in _waiting.get() or []:
        figure()
    _waiting.set(None)


def _later(figure: Callable[[], object]) -> None:
    waiting = _waiting.get()
    if waiting is None:
        figure()
    else:
        waiting.append(figure)
