"""What the handlers of a service count, and the gate that holds them back."""

import time
from typing import Any

import eventlet
from eventlet.event import Event as Signal

from tests.load.messaging.figures import Figures, summary

PATIENCE = 90.0


class Late(Exception):
    """Not all messages came."""


class Tally:
    """Handlers call `took`; commands hold them back, let them go, and wait for a number."""

    def __init__(self) -> None:
        self._gate: Signal | None = None
        self.expect(0)

    def took(self, at: float) -> None:
        """A message that was published at that monotonic second is in its handler."""
        if self._gate is not None:
            self._gate.wait()
        self._times.append(time.monotonic() - at)
        if len(self._times) == self._wanted:
            self._done.send()

    def expect(self, number: int) -> None:
        """Begin to count."""
        self._wanted, self._times, self._done = number, [], Signal()

    def hold(self) -> None:
        """Let nothing through, so that a backlog can grow."""
        self._gate = Signal()

    def release(self, number: int) -> Figures:
        """Open the gate: seconds and CPU seconds until so many have gone through it."""
        gate, self._gate = self._gate, None
        self.expect(number)
        begun, worked = time.monotonic(), time.process_time()
        if gate is not None:
            gate.send()
        self._wait()
        return {"seconds": time.monotonic() - begun, "cpu": time.process_time() - worked}

    def listen(self, number: int) -> Figures:
        """Wait for so many: how long each took from its publisher to its handler."""
        self.expect(number)
        begun = time.monotonic()
        self._wait()
        return summary(self._times, time.monotonic() - begun)

    def _wait(self) -> None:
        with eventlet.Timeout(PATIENCE, Late()):
            self._done.wait()

    def commands(self) -> dict[str, Any]:
        """What the parent may ask of it."""
        return {"hold": self.hold, "release": self.release, "listen": self.listen}
