"""One rebuild or repair at a time, on whichever machine."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from chassis.errors import Unavailable
from chassis.lease import Lease
from chassis.mongo import answering

HELD_SECONDS: Final = 35.0
"""Longer than a lease lasts whose holder was killed."""
BEAT_SECONDS: Final = 5.0


class Turn(Lease):
    """A lease that is given back at the end: the next one need not wait it out."""

    def give_back(self) -> None:
        """Raises `Unavailable`."""
        with answering():
            self._leases.delete_one({"_id": self._name, "owner": self._owner})


class Another(Exception):
    """Somebody else rebuilds or repairs just now."""


@contextmanager
def alone(turn: Turn, wait: Callable[[float], None]) -> Iterator[None]:
    """Hold the lease meanwhile; wait out one who was killed. Raises `Another`."""
    deadline = time.monotonic() + HELD_SECONDS
    while not turn.take():
        if time.monotonic() > deadline:
            raise Another("another rebuild or repair is under way")
        wait(1.0)
    ended = threading.Event()
    beats = threading.Thread(target=_beat, args=(turn, ended), daemon=True)
    beats.start()
    try:
        yield
    finally:
        ended.set()
        beats.join()
        turn.give_back()


def _beat(turn: Turn, ended: threading.Event) -> None:
    while not ended.wait(BEAT_SECONDS):
        try:
            turn.take()
        except Unavailable:  # its time has not run out yet
            continue
