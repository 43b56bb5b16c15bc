"""From outbox to broker: groups of confirmed events, and a sweep for what a crash left."""

import queue
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Protocol

from chassis import metrics
from chassis.clock import Clock
from chassis.store import Outgoing, Store, Write

GROUP = 256
MOST_WAITING = 20_000
SWEEP_AGE = timedelta(seconds=4)
"""Younger events are still in the hands of the process that wrote them."""


class Publisher(Protocol):
    """The broker, as the relay needs it."""

    def publish_many(self, events: Sequence[Outgoing]) -> list[bool]:
        """True for each event that the broker has confirmed and routed or knowingly dropped."""
        ...


class Relay:
    """Publishes what was written, in the order in which it was written, then clears it."""

    def __init__(self, store: Store, publisher: Publisher, service: str) -> None:
        self._store, self._publisher, self._service = store, publisher, service
        self._waiting: queue.Queue[Write] = queue.Queue(MOST_WAITING)
        self._in_hand = False

    @property
    def busy(self) -> bool:
        """Whether writes wait to be published, or are just being published."""
        return self._in_hand or not self._waiting.empty()

    def offer(self, write: Write) -> None:
        """Take a finished write; forgets it under pressure, and the sweeper finds it."""
        try:
            self._waiting.put_nowait(write)
        except queue.Full:
            metrics.OUTBOX_LEFT.labels(self._service).inc()

    def publish_group(self, timeout: float | None = None) -> int:
        """Wait for writes, publish a group of them, clear the confirmed; how many events left."""
        try:
            writes = [self._waiting.get(timeout=timeout)]
        except queue.Empty:
            return 0
        self._in_hand = True
        try:
            while len(writes) < GROUP and not self._waiting.empty():
                writes.append(self._waiting.get_nowait())
            return self.publish((write.collection, write.id, write.outbox) for write in writes)
        finally:
            self._in_hand = False

    def publish(self, boxes: Iterable[tuple[str, str, Sequence[Outgoing]]]) -> int:
        """Publish these outboxes (collection, aggregate id, events) and clear the confirmed."""
        owners = [(name, id, event) for name, id, events in boxes for event in events]
        confirmed = self._publisher.publish_many([event for _, _, event in owners])
        cleared: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for (collection, id, event), ok in zip(owners, confirmed, strict=True):
            if ok:
                cleared[collection].append((id, event.id))
                metrics.PUBLISHED.labels(self._service, event.key).inc()
        for collection, pairs in cleared.items():
            self._store.clear(collection, [id for id, _ in pairs], [event for _, event in pairs])
        return sum(map(len, cleared.values()))

    def sweep(self, collections: Iterable[str], clock: Clock) -> int:
        """Publish what lies in outboxes for too long; how many events left."""
        before, left, oldest = clock.now() - SWEEP_AGE, 0, 0.0
        for collection in collections:
            found = self._store.waiting(collection, before, GROUP)
            for _, events in found:
                oldest = max(oldest, (clock.now() - events[0].at).total_seconds())
            left += self.publish((collection, id, events) for id, events in found) if found else 0
        metrics.OUTBOX_AGE.labels(self._service).set(oldest)
        return left
