"""Listens to every event of the platform from before the run until after its end."""

import threading
import time
from collections import Counter
from sys import intern
from typing import Any, NamedTuple

import msgspec
import pika
from pika.adapters.blocking_connection import BlockingChannel

from contracts.envelope import PREFIX
from deploy.local.credentials import credentials
from deploy.local.settings import Settings

PUBLISHERS = ("accounts", "catalog", "orders", "payments", "delivery", "notify")
_AT_ONCE = 500
_IDLE_SECONDS = 0.5
_AGAIN_SECONDS = 0.5


class Heard(NamedTuple):
    """One event: what it is and what it is about."""

    id: str
    kind: str
    subject: str
    sequence: int
    order_id: str = ""
    consignment_id: str = ""


class _About(msgspec.Struct):
    """What the checker wants of an event's data."""

    order_id: str = ""
    consignment_id: str = ""


class Record:
    """The different events that were heard, and how often any came twice on the wire."""

    def __init__(self) -> None:
        self.events: dict[str, Heard] = {}
        self.duplicates: Counter[str] = Counter()
        self.unreadable: list[str] = []

    def add(self, event: Heard, *, redelivered: bool = False) -> None:
        """Keep it; what our own queue only delivered again was not published twice."""
        if event.id not in self.events:
            self.events[event.id] = event
        elif not redelivered:
            self.duplicates[event.kind] += 1


def heard(headers: dict[str, Any], body: bytes) -> Heard:
    """The event of a message."""
    about = msgspec.json.decode(body, type=_About)
    return Heard(
        id=headers[PREFIX + "id"],
        kind=intern(headers[PREFIX + "type"]),
        subject=intern(headers[PREFIX + "subject"]),
        sequence=int(headers[PREFIX + "sequence"]),
        order_id=intern(about.order_id),
        consignment_id=intern(about.consignment_id),
    )


class Tap:
    """A durable queue behind every exchange of events, read by a thread that outlives the broker.

    What it cannot read is told in the record, as an event of nobody.
    """

    def __init__(self, amqp_url: str, name: str = "chaos.tap") -> None:
        self._parameters = pika.URLParameters(amqp_url)
        self._parameters.heartbeat = 20
        self._parameters.blocked_connection_timeout = 60
        self.queue, self.record = name, Record()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="tap", daemon=True)

    def start(self) -> None:
        """Make the queue, empty, and listen; raises AMQPError if the broker is not there."""
        connection = pika.BlockingConnection(self._parameters)
        channel = connection.channel()
        channel.queue_delete(self.queue)
        channel.queue_declare(self.queue, durable=True, arguments={"x-queue-type": "quorum"})
        for publisher in PUBLISHERS:
            channel.exchange_declare(f"{publisher}.events", "topic", durable=True)
            channel.queue_bind(self.queue, f"{publisher}.events", "#")
        connection.close()
        self._thread.start()

    def stop(self) -> Record:
        """Read what is left, remove the queue, and give what was heard."""
        self._stopping.set()
        self._thread.join()
        connection = pika.BlockingConnection(self._parameters)
        connection.channel().queue_delete(self.queue)
        connection.close()
        return self.record

    def _listen(self) -> None:
        while True:
            try:
                self._read()
                return
            except Exception:  # whatever a dying broker makes of the client: listen again
                time.sleep(_AGAIN_SECONDS)

    def _read(self) -> None:
        connection = pika.BlockingConnection(self._parameters)
        try:
            self._drain(connection.channel())
        finally:
            if connection.is_open:
                connection.close()

    def _drain(self, channel: BlockingChannel) -> None:
        """Until told to stop and nothing has come for a while."""
        channel.basic_qos(prefetch_count=2 * _AT_ONCE)
        open_, last = 0, 0
        for method, properties, body in channel.consume(
            self.queue, inactivity_timeout=_IDLE_SECONDS
        ):
            if method is not None:
                self._take(properties.headers or {}, body, redelivered=method.redelivered)
                open_, last = open_ + 1, method.delivery_tag
            if open_ and (method is None or open_ >= _AT_ONCE):
                channel.basic_ack(last, multiple=True)
                open_ = 0
            elif method is None and self._stopping.is_set():
                return

    def _take(self, headers: dict[str, Any], body: bytes, *, redelivered: bool) -> None:
        try:
            self.record.add(heard(headers, body), redelivered=redelivered)
        except (KeyError, ValueError, msgspec.MsgspecError) as broken:
            self.record.unreadable.append(f"{type(broken).__name__}: {broken}")


def direct_amqp_url(settings: Settings) -> str:
    """The broker itself, past any proxy that the services may go through."""
    password = credentials(settings)["HAAT_RABBITMQ_PASSWORD"]
    return f"amqp://haat:{password}@127.0.0.1:{settings.port('RABBITMQ')}/haat"
