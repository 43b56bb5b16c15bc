"""From outbox to broker: groups of confirmed events, and a sweep for what a crash left."""

import queue
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Protocol

from chassis import metrics
from chassis.clock import Clock
from chassis.store import Outgoing, Store, Write

GROUP = 256
MOST_WAITING = 20_000
MOST_KNOWN = 50_000
SWEEP_AGE = timedelta(seconds=4)
"""Younger events are still in the hands of the process that wrote them."""

Box = tuple[str, str, Sequence[Outgoing]]
"""Collection, id of the aggregate, events of its outbox in order."""


class Publisher(Protocol):
    """The broker, as the relay needs it."""

    def publish_many(self, events: Sequence[Outgoing]) -> list[bool]:
        """True for each event that the broker has confirmed and routed or knowingly dropped."""
        ...


class Relay:
    """Publishes what was written, each aggregate's events in their order, then clears it.

    What an aggregate still had in its outbox when it was read goes before its new events, unless
    this process has published it already: so the order holds across processes and crashes, at the
    price of a repeat now and then, which consumers recognise by its id.
    """

    def __init__(
        self,
        store: Store,
        publisher: Publisher,
        service: str,
        *,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._publisher, self._service = store, publisher, service
        self._timer = timer
        self._waiting: queue.Queue[Write] = queue.Queue(MOST_WAITING)
        self._known: OrderedDict[str, None] = OrderedDict()
        self._seen: dict[str, float] = {}
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
            return self.publish([self._box(write) for write in writes])
        finally:
            self._in_hand = False

    def _box(self, write: Write) -> Box:
        events = [e for e in (*write.earlier, *write.outbox) if e.id not in self._known]
        self._known.update(dict.fromkeys(event.id for event in events))
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return write.collection, write.id, events

    def publish(self, boxes: Iterable[Box]) -> int:
        """Publish these outboxes and clear the confirmed events; how many left."""
        owners = [(name, id, event) for name, id, events in boxes for event in events]
        confirmed = self._publisher.publish_many([event for _, _, event in owners])
        cleared: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for (collection, id, event), ok in zip(owners, confirmed, strict=True):
            if ok:
                cleared[collection].append((id, event.id))
                metrics.PUBLISHED.labels(self._service, event.key).inc()
            else:
                self._known.pop(event.id, None)  # goes again before the aggregate's next
        for collection, pairs in cleared.items():
            self._store.clear(collection, [id for id, _ in pairs], [event for _, event in pairs])
        return sum(map(len, cleared.values()))

    def sweep(self, collections: Iterable[str], clock: Clock) -> int:
        """Publish what lies in outboxes for too long; how many events left."""
        left, oldest = 0, 0.0
        seen, self._seen = self._seen, {}
        for collection in collections:
            while True:
                found = self._store.waiting(collection, GROUP)
                due = [(collection, *box) for box in found if self._is_left(box[1], seen, clock)]
                oldest = max([oldest, *((clock.now() - b[2][0].at).total_seconds() for b in due)])
                went = self.publish(due) if due else 0
                left += went
                if len(due) < GROUP or not went:
                    break
        metrics.OUTBOX_AGE.labels(self._service).set(oldest)
        return left

    def _is_left(self, events: list[Outgoing], seen: dict[str, float], clock: Clock) -> bool:
        """By its time, or, should clocks have jumped, because it was seen long enough ago."""
        first, now = events[0], self._timer()
        since = self._seen.setdefault(first.id, seen.get(first.id, now))
        return first.at < clock.now() - SWEEP_AGE or now - since >= SWEEP_AGE.total_seconds()
