"""Confirmed publishing: one writer and one reader greenlet share one channel."""

import logging
import time
import uuid
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import amqp
import eventlet
from eventlet.event import Event as Signal

from chassis import metrics
from chassis.runtime.link import HEARTBEAT, LOST, Line, collect, connect, pauses
from chassis.runtime.topology import CALLS, meet_exchange
from chassis.store import Outgoing
from contracts.audit import TRAIL

_log = logging.getLogger(__name__)
CONFIRM_SECONDS = 10.0
GROUP = 64
"""Messages that leave in one write: few enough that the broker begins while we write on."""
MOST_QUEUED = 20_000
"""Bounds memory while the broker is away or does not read from us."""
REPLIES = "amq.rabbitmq.reply-to"


class Unroutable(Exception):
    """No queue is bound for it."""


class Unconfirmed(Exception):
    """The broker did not confirm in time; it may have the message or not."""


class _Sent(NamedTuple):
    """A message on its way, and who waits for its confirm."""

    done: Signal
    until: float
    exchange: str
    key: str
    message: amqp.Message


class ConfirmPublisher:
    """Messages written as they come, confirms gathered as they come; resent after a lost line."""

    def __init__(self, url: str, service: str) -> None:
        self._url, self._service = url, service
        self._queue: deque[_Sent] = deque()
        self._wake = Signal()
        self._unconfirmed: dict[int, _Sent] = {}
        self._returned: set[str] = set()
        self._tag, self._bytes, self._heard, self._looked = 0, 0, 0.0, 0.0
        self.connected = self.blocked = False

    # what callers use

    def send(self, exchange: str, key: str, body: bytes, **properties: Any) -> Signal:
        """Publish within `seconds`; the signal brings True, `Unroutable` or `Unconfirmed`."""
        if "message_id" not in properties:
            properties["message_id"] = uuid.uuid4().hex
        seconds = properties.pop("seconds", CONFIRM_SECONDS)
        message = amqp.Message(body, content_type="application/json", **properties)
        sent = _Sent(Signal(), time.monotonic() + seconds, exchange, key, message)
        if len(self._queue) >= MOST_QUEUED:
            sent.done.send_exception(Unconfirmed("too much waits already"))
        else:
            self._queue.append(sent)
            self._awake()
        return sent.done

    def publish_many(self, events: Sequence[Outgoing]) -> list[bool]:
        """Publish events in order; True for each confirmed one. See `chassis.relay.Publisher`."""
        signals = [
            self.send(
                event.exchange,
                event.key,
                event.body,
                message_id=event.id,
                type=event.key,
                delivery_mode=2,
                application_headers=event.headers,
            )
            for event in events
        ]
        if signals:  # the last is confirmed last, mostly: one wait instead of one for each
            with suppress(Unroutable, Unconfirmed):
                signals[-1].wait()
        return [self._settled(signal, event) for signal, event in zip(signals, events, strict=True)]

    @staticmethod
    def _settled(signal: Signal, event: Outgoing) -> bool:
        try:
            return bool(signal.wait())
        except Unroutable:
            if event.exchange == TRAIL:
                return False  # what staff did is kept until somebody listens
            metrics.UNROUTED.labels(event.key).inc()  # a fact that nobody listens to yet
            return True
        except Unconfirmed:
            return False

    # the two greenlets

    def run(self) -> None:
        """The writer: connects, writes what is queued, connects again; never returns."""
        waits = pauses()
        while True:
            connection = None
            try:
                connection, channel = self._open()
                reader = eventlet.spawn(self._read, connection)
                waits = pauses()
                self._write(connection, channel, reader)
            except LOST as lost:
                _log.warning("lost the broker while publishing: %s", type(lost).__name__)
            self.connected = False
            self._is_blocked(False)
            metrics.RECONNECTS.labels(self._service).inc()
            collect(connection)
            self._keep_for_later()
            self._on_lost()
            eventlet.sleep(next(waits))

    def _open(self) -> tuple[Line, amqp.Channel]:
        connection = connect(
            self._url,
            on_blocked=lambda reason: self._is_blocked(True),
            on_unblocked=lambda: self._is_blocked(False),
        )
        channel = connection.channel()
        channel.exchange_declare(
            f"{self._service}.events", "topic", durable=True, auto_delete=False
        )
        for common in (TRAIL, CALLS):  # publishing to one that is not there would end the channel
            meet_exchange(channel, common)
        channel.basic_consume(REPLIES, no_ack=True, callback=self._on_reply)
        channel.confirm_select()
        channel.events["basic_ack"].add(self._on_ack)
        channel.events["basic_nack"].add(self._on_nack)
        channel.events["basic_return"].add(self._on_return)
        self._tag, self.connected = 0, True
        return connection, channel

    def _write(self, connection: Line, channel: amqp.Channel, reader: Any) -> None:
        ticked = time.monotonic()
        while not reader.dead:
            if time.monotonic() - ticked > 1:  # by the clock: steady traffic is no reason to wait
                ticked = time.monotonic()
                connection.heartbeat_tick(rate=2)
            if self._queue and not self.blocked:
                self._write_group(connection, channel)
                eventlet.sleep(0)  # the reader's turn, and those whose confirms have come
            else:
                self._rest()

    def _write_group(self, connection: Line, channel: amqp.Channel) -> None:
        now, group = time.monotonic(), min(len(self._queue), GROUP)
        with connection.corked():
            for sent in [self._queue.popleft() for _ in range(group)]:
                if sent.until < now:
                    sent.done.send_exception(Unconfirmed("too late to be sent"))
                    continue
                self._tag += 1
                self._unconfirmed[self._tag] = sent
                channel.basic_publish(sent.message, sent.exchange, sent.key, mandatory=True)

    def _rest(self) -> None:
        with eventlet.Timeout(1, False):
            self._wake.wait()
        if self._wake.ready():
            self._wake = Signal()

    def _awake(self) -> None:
        if not self._wake.ready():
            self._wake.send()

    def _read(self, connection: Line) -> None:
        """Also looks after time, since the writer may hang in a line that nobody reads."""
        self._bytes, self._heard = 0, time.monotonic()
        try:
            while connection.connected:
                with suppress(TimeoutError):
                    connection.drain_events(timeout=1)
                    connection.drain_buffered()
                if time.monotonic() - self._looked > 1:
                    self._looked = time.monotonic()
                    self._refuse_silence(connection)
                    self._give_up_late()
        except LOST as lost:
            _log.warning("lost the broker while publishing: %s", type(lost).__name__)
            collect(connection)
        self._awake()

    def _refuse_silence(self, connection: Line) -> None:
        """A broker that lives sends heartbeats, also when it does not read."""
        if connection.bytes_recv != self._bytes:
            self._bytes, self._heard = connection.bytes_recv, time.monotonic()
        if time.monotonic() - self._heard > 2 * HEARTBEAT:
            raise amqp.RecoverableConnectionError("no heartbeat")

    def _on_ack(self, tag: int, multiple: bool) -> None:
        for sent in self._taken(tag, multiple):
            id = sent.message.properties["message_id"]
            if id in self._returned:
                self._returned.discard(id)
                sent.done.send_exception(Unroutable(sent.key))
            else:
                sent.done.send(True)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        for sent in self._taken(tag, multiple):
            sent.done.send_exception(Unconfirmed(sent.key))

    def _on_return(self, error: Any, exchange: str, key: str, message: amqp.Message) -> None:
        self._returned.add(message.properties["message_id"])

    def _on_reply(self, message: amqp.Message) -> None:
        """For who asks: see `chassis.runtime.calling`."""

    def _on_lost(self) -> None:
        """The line is no more; what was to come by it does not."""

    def _taken(self, tag: int, multiple: bool) -> list[_Sent]:
        if not multiple:
            return [self._unconfirmed.pop(tag)] if tag in self._unconfirmed else []
        tags = []
        for known in self._unconfirmed:  # in the order of their writing
            if known > tag:
                break
            tags.append(known)
        return [self._unconfirmed.pop(known) for known in tags]

    def _is_blocked(self, blocked: bool) -> None:
        if blocked != self.blocked:
            _log.warning("the broker %s", "has an alarm" if blocked else "reads again")
        self.blocked = blocked
        metrics.BLOCKED.labels(self._service).set(blocked)
        self._awake()

    def _give_up_late(self) -> None:
        now = time.monotonic()
        for tag in [t for t, sent in self._unconfirmed.items() if sent.until < now]:
            self._unconfirmed.pop(tag).done.send_exception(Unconfirmed("no confirm in time"))
        if self.blocked:
            self._keep(list(self._queue), now)

    def _keep_for_later(self) -> None:
        waiting = [*self._unconfirmed.values(), *self._queue]
        self._unconfirmed.clear()
        self._returned.clear()  # all that are kept are sent again
        self._keep(waiting, time.monotonic())

    def _keep(self, waiting: list[_Sent], now: float) -> None:
        self._queue = deque(sent for sent in waiting if sent.until >= now)
        for sent in waiting:
            if sent.until < now:
                sent.done.send_exception(Unconfirmed("the broker is away"))
