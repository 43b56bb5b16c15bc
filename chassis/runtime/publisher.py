"""Confirmed publishing: one writer and one reader greenlet share one channel."""

import logging
import time
import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

import amqp
import eventlet
import msgspec
from eventlet.event import Event as Signal
from eventlet.queue import Empty, LightQueue

from chassis import metrics
from chassis.calls import M, RefusedThere
from chassis.context import current
from chassis.errors import Unavailable
from chassis.runtime.link import LOST, body_of, collect, connect, pauses
from chassis.store import Outgoing
from contracts.calls import CallRefused
from contracts.message import Message, encode

_log = logging.getLogger(__name__)
CONFIRM_SECONDS = 10.0
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
        self._queue: LightQueue = LightQueue()
        self._unconfirmed: dict[int, _Sent] = {}
        self._returned: set[str] = set()
        self._calls: dict[str, Signal] = {}
        self._tag = 0
        self.connected = False

    # what callers use

    def send(self, exchange: str, key: str, body: bytes, **properties: Any) -> Signal:
        """Publish within `seconds`; the signal brings True, `Unroutable` or `Unconfirmed`."""
        properties.setdefault("message_id", uuid.uuid4().hex)
        seconds = properties.pop("seconds", CONFIRM_SECONDS)
        message = amqp.Message(body, content_type="application/json", **properties)
        sent = _Sent(Signal(), time.monotonic() + seconds, exchange, key, message)
        self._queue.put(sent)
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
        return [self._settled(signal, event) for signal, event in zip(signals, events, strict=True)]

    def call(self, service: str, question: Message, answer: type[M], *, seconds: float) -> M:
        """Ask `service` and wait for its answer. See `chassis.calls.Caller`."""
        id, signal, outcome = uuid.uuid4().hex, Signal(), "failed"
        self._calls[id] = signal
        begun = time.perf_counter()
        try:
            with eventlet.Timeout(seconds, Unavailable(field=service)):
                self._ask(service, question, id, seconds)
                headers, body = signal.wait()
            outcome = "refused" if headers.get("refused") else "ok"
        except (Unroutable, Unconfirmed) as nobody:
            raise Unavailable(field=service) from nobody
        finally:
            del self._calls[id]
            labels = (self._service, service, type(question).__name__, outcome)
            metrics.EXTERNAL.labels(*labels).observe(time.perf_counter() - begun)
        if outcome == "refused":
            raise RefusedThere(msgspec.json.decode(body, type=CallRefused))
        return msgspec.json.decode(body, type=answer)

    def _ask(self, service: str, question: Message, id: str, seconds: float) -> None:
        cause = current()
        self.send(
            "",
            f"{service}.calls",
            encode(question),
            reply_to=REPLIES,
            correlation_id=id,
            type=type(question).__name__,
            delivery_mode=1,
            seconds=seconds,
            expiration=str(int(seconds * 1000)),  # nobody works for a caller who left
            application_headers={"correlation": cause.correlation_id, "trace": cause.traceparent},
        ).wait()

    @staticmethod
    def _settled(signal: Signal, event: Outgoing) -> bool:
        try:
            return bool(signal.wait())
        except Unroutable:
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
            metrics.RECONNECTS.labels(self._service).inc()
            collect(connection)
            self._keep_for_later()
            eventlet.sleep(next(waits))

    def _open(self) -> tuple[amqp.Connection, amqp.Channel]:
        connection = connect(self._url)
        channel = connection.channel()
        channel.exchange_declare(
            f"{self._service}.events", "topic", durable=True, auto_delete=False
        )
        channel.basic_consume(REPLIES, no_ack=True, callback=self._on_reply)
        channel.confirm_select()
        channel.events["basic_ack"].add(self._on_ack)
        channel.events["basic_nack"].add(self._on_nack)
        channel.events["basic_return"].add(self._on_return)
        self._tag, self.connected = 0, True
        return connection, channel

    def _write(self, connection: amqp.Connection, channel: amqp.Channel, reader: Any) -> None:
        ticked = time.monotonic()
        while not reader.dead:
            if time.monotonic() - ticked > 1:  # by the clock: steady traffic is no reason to wait
                ticked = time.monotonic()
                connection.heartbeat_tick(rate=2)
                self._give_up_late()
            try:
                sent = self._queue.get(timeout=1)
            except Empty:
                continue
            if sent is not None and sent.until < time.monotonic():
                sent.done.send_exception(Unconfirmed("too late to be sent"))
            elif sent is not None:
                self._tag += 1
                self._unconfirmed[self._tag] = sent
                channel.basic_publish(sent.message, sent.exchange, sent.key, mandatory=True)

    def _read(self, connection: amqp.Connection) -> None:
        try:
            while connection.connected:
                try:
                    connection.drain_events(timeout=5)
                except TimeoutError:
                    continue
        except LOST as lost:
            _log.warning("lost the broker while publishing: %s", lost)
        self._queue.put(None)  # wakes the writer

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
        signal = self._calls.get(message.properties.get("correlation_id", ""))
        if signal is not None and not signal.ready():
            signal.send((message.headers or {}, body_of(message)))

    def _taken(self, tag: int, multiple: bool) -> list[_Sent]:
        tags = [t for t in self._unconfirmed if t <= tag] if multiple else [tag]
        return [self._unconfirmed.pop(t) for t in tags if t in self._unconfirmed]

    def _give_up_late(self) -> None:
        now = time.monotonic()
        for tag in [t for t, sent in self._unconfirmed.items() if sent.until < now]:
            self._unconfirmed.pop(tag).done.send_exception(Unconfirmed("no confirm in time"))

    def _keep_for_later(self) -> None:
        waiting = list(self._unconfirmed.values())
        self._unconfirmed.clear()
        self._returned.clear()  # all that are kept are sent again
        while not self._queue.empty():
            waiting.append(self._queue.get_nowait())
        now = time.monotonic()
        for sent in filter(None, waiting):
            if sent.until < now:
                sent.done.send_exception(Unconfirmed("the broker is away"))
            else:
                self._queue.put(sent)
