"""How often a caller may ask: a bucket for each, in this process's memory."""

import time
from collections.abc import Callable

from chassis.errors import TooMany
from chassis.settings import ServiceSettings
from contracts.message import Message
from contracts.values import Text

MOST_CALLERS = 50_000
BURST = 4
"""Seconds' worth that may come at once."""


class TooManyRequests(TooMany):
    """The caller asks faster than the service takes it from one."""

    text = Text(
        hi="बहुत अधिक अनुरोध आए; {seconds} सेकंड बाद फिर भेजें।",
        en="Too many requests; send it again in {seconds} seconds.",
    )


class Rate(Message):
    """`per_second` in the long run, `burst` at once; 0 a second is no limit."""

    name: str
    per_second: int
    burst: int

    @property
    def policy(self) -> str:
        """The field `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers."""
        return f'"{self.name}";q={self.burst};w={max(1, self.burst // self.per_second)}'


class Left(Message):
    """What a caller may still ask at once, and in how many seconds the bucket is full again."""

    remaining: int
    reset: int


class Limiter:
    """The generic cell rate algorithm: one number a caller, the moment its bucket is full."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self.rate, self._clock = rate, clock
        self._full_at: dict[str, float] = {}

    def take(self, caller: str) -> Left:
        """Count one request; raises `TooManyRequests`, which is not counted."""
        now, step = self._clock(), 1 / self.rate.per_second
        full_at = max(self._full_at.get(caller, now), now) + step
        ahead, most = full_at - now, self.rate.burst * step
        if ahead > most + 1e-9:
            raise TooManyRequests(field="rate", allowed=self._allowed, seconds=_up(ahead - most))
        if len(self._full_at) >= MOST_CALLERS:
            self._forget(now)
        self._full_at[caller] = full_at
        return Left(remaining=int((most - ahead) / step + 1e-6), reset=_up(ahead))

    @property
    def _allowed(self) -> str:
        return f"{self.rate.per_second} a second, {self.rate.burst} at once"

    def _forget(self, now: float) -> None:
        """Whose bucket is full is as good as new; under attack by ever new callers, all are."""
        kept = {caller: full for caller, full in self._full_at.items() if full > now}
        self._full_at = kept if len(kept) < MOST_CALLERS else {}


def _up(seconds: float) -> int:
    return max(1, -int(-(seconds - 1e-6) // 1))


def limiters(settings: ServiceSettings) -> dict[str, Limiter | None]:
    """For reads and for writes, each by caller and by this process alone."""
    rates = {"reads": settings.rate_reads, "writes": settings.rate_writes}
    return {
        name: Limiter(Rate(name=name, per_second=rate, burst=BURST * rate), time.monotonic)
        if rate
        else None
        for name, rate in rates.items()
    }
