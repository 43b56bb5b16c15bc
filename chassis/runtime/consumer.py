"""The consuming side of a service: one connection, one channel per handler, acks gathered."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, Protocol

import amqp
import eventlet
from eventlet.event import Event as Signal
from nameko.extensions import ProviderCollector, SharedExtension

from chassis import metrics
from chassis.errors import Unavailable
from chassis.runtime.acks import Acks
from chassis.runtime.assembled import assembled_in
from chassis.runtime.crew import TimeLimits
from chassis.runtime.link import LOST, Line, collect, connect, pauses
from chassis.runtime.topology import PARKED, declare_shared

_log = logging.getLogger(__name__)
DRAIN_SECONDS = 25
LOOK_EVERY = 10

Delivery = Callable[[Acks, amqp.Message], None]


class Source(NamedTuple):
    """A queue to read: how many messages are fetched ahead, how many worked on, and by whom."""

    queue: str
    prefetch: int
    at_once: int
    deliver: Delivery


class Provider(Protocol):
    """An entrypoint that takes messages: it declares its queues and says how to consume them."""

    def declare(self, channel: amqp.Channel) -> None: ...

    def sources(self) -> list[Source]:
        """Each queue that it reads."""
        ...


class Consumer(ProviderCollector, SharedExtension):
    """Reads all queues of the service over one connection of its own; drains when stopped."""

    def __init__(self) -> None:
        super().__init__()
        self._thread: Any = None
        self.stopping = False
        self._ready, self._drained = Signal(), Signal()
        self._wake = Signal()
        self._acks: list[Acks] = []
        self._tags: list[tuple[amqp.Channel, str]] = []
        self.limits = TimeLimits()
        self.in_hand = 0
        self.connected = False

    def start(self) -> None:
        if self._thread is None:
            self._refuse_a_small_pool()
            assembled_in(self.container).assembly.checks["consumer"] = self._check
            busy = metrics.INFLIGHT.labels(self.container.service_name)
            busy.set_function(lambda: self.in_hand)
            self._thread = self.container.spawn_managed_thread(self._run)
            for loop in (self._flush_acks, self.limits.run):
                self.container.spawn_managed_thread(loop)
        self._ready.wait()

    def stop(self) -> None:
        """Drained already by each entrypoint's stop; nameko's own would wait for ever."""

    def drain(self) -> None:
        """Take nothing new; return when what is in hand is done and acknowledged."""
        self.stopping = True
        if self._thread is not None:  # else told to end before it began
            self._drained.wait()

    def begun(self) -> None:
        """A message was taken in hand."""
        self.in_hand += 1

    def finished(self) -> None:
        """A message left our hands; its acks know how."""
        self.in_hand -= 1
        if not self._wake.ready():
            self._wake.send()

    def _check(self) -> None:
        """Not ready before the queues are bound: what is published until then has no listener."""
        if not self.connected:
            raise Unavailable(field="consumer")

    def _refuse_a_small_pool(self) -> None:
        """With more at once than workers the drain loop would block in a full pool."""
        wanted = sum(source.at_once for p in self._providers for source in p.sources())
        if wanted > self.container.max_workers:
            raise RuntimeError(f"max_workers must be at least {wanted}, the sum of all at_once")

    def _flush_acks(self) -> None:
        while True:
            self._wake.wait()
            eventlet.sleep(0)
            self._wake = Signal()
            for acks in self._acks:
                acks.flush()

    def _run(self) -> None:
        waits = pauses()
        while not self.stopping:
            connection = None
            try:
                connection = connect(self.container.config["AMQP_URI"])
                self._subscribe(connection)
                waits = pauses()
                self.connected = True
                if not self._ready.ready():
                    self._ready.send()
                self._consume(connection)
                connection.close()
            except LOST as lost:
                _log.warning("lost the broker while consuming: %s", type(lost).__name__)
                metrics.RECONNECTS.labels(self.container.service_name).inc()
                self._forget(connection)
                eventlet.sleep(next(waits))
        if not self._ready.ready():
            self._ready.send()  # told to end while the broker was away: nobody waits any longer
        self._drained.send()

    def _subscribe(self, connection: Line) -> None:
        self._acks, self._tags = [], []
        channel = connection.channel()
        declare_shared(channel)
        for provider in self._providers:
            provider.declare(channel)
        channel.close()
        for provider in self._providers:
            for source in provider.sources():
                channel = connection.channel()
                channel.basic_qos(0, source.prefetch, False)
                acks = Acks(channel, source.prefetch)
                tag = channel.basic_consume(source.queue, callback=partial(source.deliver, acks))
                self._acks.append(acks)
                self._tags.append((channel, tag))

    def _consume(self, connection: Line) -> None:
        looked = ticked = time.monotonic()
        watching = connection.channel()
        while not self.stopping:
            self._drain_once(connection, 0.5)
            now = time.monotonic()
            if now - ticked > 5:
                connection.heartbeat_tick(rate=2)
                ticked = now
            if now - looked > LOOK_EVERY:
                self._look(watching)
                looked = now
        self._let_go(connection)

    def _let_go(self, connection: Line) -> None:
        end = time.monotonic() + DRAIN_SECONDS
        for channel, tag in self._tags:
            channel.basic_cancel(tag)
        while self.in_hand > 0 and time.monotonic() < end:
            self._drain_once(connection, 0.05)
        for acks in self._acks:
            acks.flush()

    def _drain_once(self, connection: Line, timeout: float) -> None:
        with suppress(TimeoutError):
            connection.drain_events(timeout=timeout)
            connection.drain_buffered()
        if any(not channel.is_open for channel, _ in self._tags):
            raise amqp.RecoverableConnectionError("a channel was closed")

    def _look(self, channel: amqp.Channel) -> None:
        """Measure how much waits; by passive declare, since listings lag."""
        service = self.container.service_name
        for provider in self._providers:
            for source in provider.sources():
                ready = channel.queue_declare(source.queue, passive=True).message_count
                metrics.QUEUE_DEPTH.labels(service, source.queue).set(ready)
        parked = channel.queue_declare(PARKED, passive=True).message_count
        metrics.PARKED.labels(service).set(parked)

    def _forget(self, connection: amqp.Connection | None) -> None:
        self.connected = False
        for acks in self._acks:
            acks.open = False
        collect(connection)
