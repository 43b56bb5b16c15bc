"""A circuit breaker: who failed again and again is left alone for a while, then tried once.

Our own, since pybreaker holds its lock during the call and circuitbreaker lets everybody through
when it tries again.
"""

import time
from collections.abc import Callable

MOST_FAILURES = 5
REST_SECONDS = 2.0


class Breaker:
    """Closed: all may pass. Open after `MOST_FAILURES` in a row: none. Then one may try.

    Reckons by a monotonic clock in seconds; the system's time may jump.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._closed_until = 0.0

    @property
    def open(self) -> bool:
        """Whether callers are turned away, or just one of them is trying."""
        return self._failures >= MOST_FAILURES

    def admits(self) -> bool:
        """Whether this call may be made; who gets a yes must tell how it went."""
        if not self.open:
            return True
        if self._clock() < self._closed_until:
            return False
        self._rest()  # the others wait until this one has been told about
        return True

    def worked(self) -> None:
        """The other side answered, be it with a refusal."""
        self._failures = 0

    def failed(self) -> None:
        """No answer in time."""
        self._failures += 1
        if self.open:
            self._rest()

    def _rest(self) -> None:
        self._closed_until = self._clock() + REST_SECONDS
