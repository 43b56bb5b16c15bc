"""Messages for the queues of all contenders: batches of 256, each confirmed before the next."""

import json
import time
import uuid
from datetime import UTC, datetime
from typing import Any

import amqp

from contracts.envelope import PREFIX
from tests.load.messaging.raw.line import connect, drain
from tests.load.messaging.wire import FILLING, OURS

BATCH = 256


def body(thing_id: str) -> bytes:
    """About 300 bytes of JSON, with the second of publishing."""
    return json.dumps({"thing_id": thing_id, "at": time.monotonic(), "filling": FILLING}).encode()


def message(thing_id: str, kind: str = "") -> amqp.Message:
    """With the envelope of an event of that kind, if one is named."""
    properties: dict[str, Any] = {"content_type": "application/json", "delivery_mode": 2}
    if kind:
        attributes = {
            "specversion": "1.0",
            "id": f"evt_{uuid.uuid4()}",
            "source": f"/services/{OURS}",
            "type": kind,
            "time": datetime.now(UTC).isoformat(),
            "subject": thing_id,
            "sequence": 1,
            "correlationid": "req_bench",
        }
        properties["application_headers"] = {PREFIX + k: v for k, v in attributes.items()}
        properties["message_id"] = attributes["id"]
    else:
        properties["content_encoding"] = "utf-8"
    return amqp.Message(body(thing_id), **properties)


def cheap(message: amqp.Message) -> amqp.Message:
    """Its properties are serialised once: only the body changes from message to message."""
    properties = message._serialize_properties()
    message._serialize_properties = lambda: properties
    return message


class Feed:
    """One channel with confirms."""

    def __init__(self) -> None:
        self._line = connect()
        self._channel = self._line.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._on_ack)
        self._sent, self._open = 0, set[int]()

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._open -= {t for t in self._open if t <= tag} if multiple else {tag}

    def _publish(self, message: amqp.Message, key: str, exchange: str = "") -> None:
        self._channel.basic_publish(message, exchange, key, mandatory=True)
        self._sent += 1
        self._open.add(self._sent)

    def _settle(self) -> None:
        while self._open:
            self._line.drain_events(timeout=20)

    def limit(self, exchange: str, key: str, seconds: float, kind: str = "") -> float:
        """Confirmed messages per second: the limit that others are measured by."""
        begun, count, one = time.monotonic(), 0, message("thg_1", kind)
        while time.monotonic() < begun + seconds:
            for _ in range(BATCH):
                self._publish(one, key, exchange)
            self._settle()
            count += BATCH
        return count / (time.monotonic() - begun)

    def load(self, queue: str, number: int, kind: str = "", unlike: bool = False) -> None:
        """Fill a queue; all messages alike unless each shall be of another thing."""
        one = cheap(message("thg_1", kind))
        for turn in range(1, number + 1):
            self._publish(message(f"thg_{uuid.uuid4()}", kind) if unlike else one, queue)
            if turn % BATCH == 0:
                self._settle()
        self._settle()

    def pace(self, queue: str, rate: float, number: int, kind: str = "") -> None:
        """Publish at a steady rate: what is due every millisecond."""
        begun, sent, one = time.monotonic(), 0, cheap(message("thg_1", kind))
        while sent < number:
            due = min(number, int((time.monotonic() - begun) * rate) + 1)
            for _ in range(due - sent):
                one.body = body("thg_1")
                self._publish(one, queue)
            sent = due
            drain(self._line, 0.001)
        self._settle()
