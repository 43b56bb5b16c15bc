"""The only pipeline: dedupe → load → handle → one write → publish → measure."""

import logging
import random
import time
from collections.abc import Callable, Mapping
from typing import Any, Generic, Protocol, TypeVar

from chassis import metrics, tally
from chassis.clock import Clock, SystemClock
from chassis.errors import AlreadyHandled, Clash, Refusal, Unavailable
from chassis.store import Store, Write
from chassis.work import Work
from contracts.message import Message

_log = logging.getLogger(__name__)
P = TypeVar("P")
Handler = Callable[[Any, P], Any]
MOST_CLASHES = 25


class Outbox(Protocol):
    """Where the events of a finished write are handed on to the broker."""

    def offer(self, write: Write) -> None:
        """Publish soon. May forget under pressure: the sweeper finds what was left."""
        ...


class Application(Generic[P]):
    """A service without its doors: messages in, writes and events out."""

    def __init__(
        self,
        service: str,
        store: Store,
        handlers: Mapping[type[Message], Handler[P]],
        ports: Callable[[Work], P],
        *,
        outbox: Outbox,
        clock: Clock | None = None,
    ) -> None:
        self.service, self.store, self.outbox = service, store, outbox
        self.clock = clock or SystemClock()
        self._handlers, self._ports = handlers, ports

    def handle(self, message: Message) -> Any:
        """Do what the message asks, once; None for a duplicate. Raises what the handler raises."""
        name, started = type(message).__name__, time.perf_counter()
        outcome = "error"
        try:
            result = self._decide(message)
            outcome = "done"
            return result
        except AlreadyHandled:
            outcome = "duplicate"
            return None
        except Refusal:
            outcome = "refused"
            raise
        finally:
            self._tell(name, outcome, time.perf_counter() - started)

    def _tell(self, name: str, outcome: str, seconds: float) -> None:
        metrics.HANDLED.labels(self.service, name, outcome).observe(seconds)
        fields = {"message": name, "outcome": outcome, "milliseconds": round(seconds * 1000, 1)}
        _log.info("handled", extra={"handled": fields})

    def _decide(self, message: Message) -> Any:
        handler = self._handlers[type(message)]
        for attempt in range(MOST_CLASHES):
            tally.begin()
            work = Work(self.store, self.service, self.clock)
            result = handler(message, self._ports(work))
            try:
                for write in work.write():
                    if write.outbox:
                        self.outbox.offer(write)
                tally.end()
                return result
            except Clash:
                metrics.CLASHES.labels(self.service).inc()
                time.sleep(random.uniform(0, 0.002 * (attempt + 1)))  # noqa: S311
        raise Unavailable(field="version")
