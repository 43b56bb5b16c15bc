"""A second raw process: it answers the questions of the first, and hears what that publishes."""

import json
import time
from collections.abc import Callable
from typing import Any

import amqp

from tests.load.messaging.figures import Figures, summary
from tests.load.messaging.raw.client import ACK_EVERY, PREFETCH
from tests.load.messaging.raw.feed import body
from tests.load.messaging.raw.line import connect, drain


def answer(queue: str, seconds: float) -> int:
    """Answer questions for so long; how many it were."""
    line = connect()
    channel = line.channel()
    channel.basic_qos(0, PREFETCH, False)
    count = 0

    def on_question(question: amqp.Message) -> None:
        nonlocal count
        count += 1
        id, reply_to = question.properties["correlation_id"], question.properties["reply_to"]
        reply = amqp.Message(body(id), correlation_id=id, delivery_mode=1)
        channel.basic_publish(reply, "", reply_to)
        if count % ACK_EVERY == 0:
            channel.basic_ack(question.delivery_tag, multiple=True)

    channel.basic_consume(queue, callback=on_question)
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        drain(line, left)
    line.close()
    return count


def listen(queue: str, number: int) -> Figures:
    """Wait for so many messages: how long each took from its publisher."""
    line = connect()
    channel = line.channel()
    channel.basic_qos(0, PREFETCH, False)
    times: list[float] = []

    def on_message(message: amqp.Message) -> None:
        times.append(time.monotonic() - json.loads(message.body)["at"])
        if len(times) % ACK_EVERY == 0:
            channel.basic_ack(message.delivery_tag, multiple=True)

    begun = time.monotonic()
    channel.basic_consume(queue, callback=on_message)
    while len(times) < number:
        line.drain_events(timeout=20)
    figures = summary(times, time.monotonic() - begun)
    channel.basic_ack(0, multiple=True)
    line.close()
    return figures


def commands() -> dict[str, Callable[..., Any]]:
    """What it can be told to do."""
    return {"answer": answer, "listen": listen}
