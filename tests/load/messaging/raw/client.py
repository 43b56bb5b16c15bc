"""The raw client: publishes, consumes and asks as fast as py-amqp can."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import amqp

from tests.load.messaging.figures import Figures, summary
from tests.load.messaging.raw.feed import Feed, body
from tests.load.messaging.raw.line import connect

PREFETCH, ACK_EVERY = 200, 50
REPLIES = "amq.rabbitmq.reply-to"


def consume(queue: str, number: int) -> float:
    """Messages per second from a backlog, acknowledged fifty at a time."""
    line = connect()
    channel = line.channel()
    channel.basic_qos(0, PREFETCH, False)
    count = 0

    def on_message(message: amqp.Message) -> None:
        nonlocal count
        count += 1
        if count % ACK_EVERY == 0:
            channel.basic_ack(message.delivery_tag, multiple=True)

    begun = time.monotonic()
    channel.basic_consume(queue, callback=on_message)
    while count < number:
        line.drain_events(timeout=20)
    seconds = time.monotonic() - begun
    channel.basic_ack(0, multiple=True)
    line.close()
    return number / seconds


class Asking:
    """Questions in flight, each answered by direct reply; none waits for a confirm."""

    def __init__(self, queue: str) -> None:
        self._queue, self._line = queue, connect()
        self._channel = self._line.channel()
        self._channel.basic_consume(REPLIES, no_ack=True, callback=self._on_reply)
        self._asked: dict[str, float] = {}
        self._times: list[float] = []

    def run(self, callers: int, seconds: float) -> Figures:
        begun = time.monotonic()
        self._until = begun + seconds
        for _ in range(callers):
            self._ask()
        while self._asked:
            self._line.drain_events(timeout=20)
        figures = summary(self._times, time.monotonic() - begun)
        self._line.close()
        return figures

    def _ask(self) -> None:
        id = uuid.uuid4().hex
        self._asked[id] = time.monotonic()
        question = amqp.Message(body(id), correlation_id=id, reply_to=REPLIES, delivery_mode=1)
        self._channel.basic_publish(question, "", self._queue)

    def _on_reply(self, message: amqp.Message) -> None:
        now = time.monotonic()
        self._times.append(now - self._asked.pop(message.properties["correlation_id"]))
        if now < self._until:
            self._ask()


def ask(queue: str, callers: int, seconds: float) -> Figures:
    """So many questions in flight for so long."""
    return Asking(queue).run(callers, seconds)


def commands() -> dict[str, Callable[..., Any]]:
    """What it can be told to do."""
    feed = Feed()
    own: dict[str, Callable[..., Any]] = {"consume": consume, "ask": ask}
    return own | {"limit": feed.limit, "load": feed.load, "pace": feed.pace}
