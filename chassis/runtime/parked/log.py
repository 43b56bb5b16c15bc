"""Who did what to parked messages, and why: a stream at the broker that keeps it for a year."""

from collections import deque
from datetime import datetime
from typing import Literal

import amqp
import msgspec
from amqp.exceptions import NotFound

from chassis.runtime.link import body_of
from contracts.message import Message, encode

PARKED_LOG = "parked.log"
STREAM = {
    "x-queue-type": "stream",
    "x-max-age": "365D",
    "x-stream-max-segment-size-bytes": 1_000_000,  # a segment leaves when all of it is old
}
_AT_ONCE = 500
_FIRST_SECONDS, _QUIET_SECONDS = 1.0, 0.2


Action = Literal["replay", "drop"]


class ParkedEntry(Message):
    """Written before the action; one with a `failure` follows where it did not come to pass."""

    at: datetime
    who: str
    why: str
    action: Action
    event_id: str
    type: str
    queue: str
    error: str
    failure: str = ""


class ParkedLog:
    """The stream, on a channel of the caller's; to write, with confirms."""

    def __init__(self, channel: amqp.Channel, name: str = PARKED_LOG) -> None:
        self._channel, self._name = channel, name

    def declare(self) -> None:
        """Make it where nobody has, if our user may; safe to repeat."""
        looking = self._channel.connection.channel()
        try:
            looking.queue_declare(self._name, passive=True)
            looking.close()
        except NotFound:
            self._channel.queue_declare(
                self._name, durable=True, auto_delete=False, arguments=STREAM
            )

    def write(self, entry: ParkedEntry) -> None:
        """The entry is on disk when this returns."""
        message = amqp.Message(
            encode(entry), content_type="application/json", delivery_mode=2, type="parked.log"
        )
        self._channel.basic_publish(message, "", self._name, mandatory=True)

    def read(self, limit: int, event_id: str = "") -> list[ParkedEntry]:
        """The last entries, of one event if wanted; the newest comes last."""
        last = self._last_offset()
        first = 0 if event_id else max(0, last - limit + 1)
        found: deque[ParkedEntry] = deque(maxlen=limit)
        if last >= 0:
            self._collect(found, event_id, first, last)
        return list(found)

    def _collect(self, found: deque[ParkedEntry], event_id: str, first: int, last: int) -> None:
        seen = first - 1

        def take(message: amqp.Message) -> None:
            nonlocal seen
            seen = message.headers["x-stream-offset"]
            entry = msgspec.json.decode(body_of(message), type=ParkedEntry)
            if not event_id or entry.event_id == event_id:
                found.append(entry)
            self._channel.basic_ack(message.delivery_tag)

        tag = self._consume(take, first)
        while seen < last:
            self._channel.connection.drain_events()
        self._channel.basic_cancel(tag)

    def _last_offset(self) -> int:
        """-1 for none yet; the count that the broker gives is seconds old."""
        last = -1

        def take(message: amqp.Message) -> None:
            nonlocal last
            last = message.headers["x-stream-offset"]
            self._channel.basic_ack(message.delivery_tag)

        tag = self._consume(take, "last")
        try:
            while True:
                seconds = _QUIET_SECONDS if last >= 0 else _FIRST_SECONDS
                self._channel.connection.drain_events(timeout=seconds)
        except TimeoutError:
            self._channel.basic_cancel(tag)
        return last

    def _consume(self, take: object, offset: int | str) -> str:
        self._channel.basic_qos(0, _AT_ONCE, False)
        tag: str = self._channel.basic_consume(
            self._name, callback=take, arguments={"x-stream-offset": offset}
        )
        return tag
