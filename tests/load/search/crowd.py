"""Callers as greenlets: each asks the next query of a common list when its last one is answered."""

import time
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import eventlet

from tests.load.messaging.figures import percentile
from tests.load.search.contenders import Ask


class Told(NamedTuple):
    """One measurement: per second, milliseconds, and the process's CPU milliseconds per query."""

    rate: float
    p50: float
    p99: float
    cpu: float


def crowd(ask: Ask, asked: Sequence[str], callers: int, seconds: float) -> Told:
    """Whole passes over the list until so many seconds are over, so that each query counts
    the same."""
    times: list[float] = []
    begun, worked = time.perf_counter(), time.process_time()
    left = _passes(asked, begun + seconds)
    threads = [eventlet.spawn(_call, ask, left, times) for _ in range(callers)]
    for thread in threads:
        thread.wait()
    took, spent = time.perf_counter() - begun, time.process_time() - worked
    return Told(
        rate=len(times) / took,
        p50=percentile(times, 0.5) * 1000,
        p99=percentile(times, 0.99) * 1000,
        cpu=spent / len(times) * 1000,
    )


def _call(ask: Ask, left: Iterator[str], times: list[float]) -> None:
    for q in left:
        begun = time.perf_counter()
        ask(q)
        times.append(time.perf_counter() - begun)


def _passes(asked: Sequence[str], end: float) -> Iterator[str]:
    return chain.from_iterable(_again(asked, end))


def _again(asked: Sequence[str], end: float) -> Iterator[Sequence[str]]:
    yield asked
    while time.perf_counter() < end:
        yield asked
