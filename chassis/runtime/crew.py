"""The workers of a queue, and the time that each has for one message."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import amqp
import eventlet

from chassis.runtime.acks import Acks

LOOK_EVERY = 0.25


class HandlerTimeout(Exception):
    """A handler took longer than its limit and was ended."""


class Foreman(Protocol):
    """Whom a crew tells what it has in hand; see `chassis.runtime.consumer.Consumer`."""

    stopping: bool

    def begun(self) -> None: ...

    def finished(self) -> None: ...


class Crew:
    """At most `at_once` workers; whoever is done with a message takes the next.

    A worker is hired when a message waits and those at work may be held up; one that never has to
    wait for anything does all the work alone, which spares a greenlet for each message.
    """

    def __init__(
        self,
        foreman: Foreman,
        spawn: Callable[[Callable[[], None]], Any],
        work: Callable[[Acks, amqp.Message], None],
        *,
        at_once: int,
    ) -> None:
        self._foreman, self._spawn, self._work, self._at_once = foreman, spawn, work, at_once
        self._waiting: deque[tuple[Acks, amqp.Message]] = deque()
        self._hired, self._coming = 0, False

    def take(self, acks: Acks, message: amqp.Message) -> None:
        """Have the message worked on as soon as somebody is free."""
        self._waiting.append((acks, message))
        self._hire()

    def _hire(self) -> None:
        if self._waiting and not self._coming and self._hired < self._at_once:
            self._coming = True
            self._hired += 1
            self._spawn(self._run)

    def _run(self) -> None:
        self._coming = False
        try:
            while self._waiting and not self._foreman.stopping:
                acks, message = self._waiting.popleft()
                if not acks.open:
                    continue  # its line was lost: the broker delivers it again
                self._hire()  # should this message take its time, another goes on
                self._foreman.begun()
                try:
                    self._work(acks, message)
                finally:
                    self._foreman.finished()
        finally:
            self._hired -= 1


class TimeLimits:
    """Ends what takes longer than it may; one greenlet looks after all."""

    def __init__(self) -> None:
        self._until: dict[Any, tuple[float, Exception]] = {}

    @contextmanager
    def limit(self, seconds: float, error: Exception) -> Iterator[None]:
        """Raise `error` inside if it is not left within so many seconds (and a quarter)."""
        me = eventlet.getcurrent()
        self._until[me] = time.monotonic() + seconds, error
        try:
            yield
        finally:
            self._until.pop(me, None)

    def run(self) -> None:
        """Look again and again; never returns."""
        while True:
            eventlet.sleep(LOOK_EVERY)
            now = time.monotonic()
            for worker in [w for w, (until, _) in self._until.items() if until < now]:
                if worker in self._until:  # it may have ended while another was being ended
                    eventlet.kill(worker, self._until.pop(worker)[1])
