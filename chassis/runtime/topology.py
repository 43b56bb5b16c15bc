"""Queues of the platform: every consumer queue is a quorum queue with a way out for failures.

`delay.<milliseconds>` are shared by all services: a message waits there for the queue's TTL, then
the default exchange puts it back into the queue that its routing key names. No dead-letter routing
key is set, so each message keeps its own; the TTL is the queue's, so none waits for another. Each
step of the delay has several queues, chosen at random: what failed together comes back apart.
"""

import random
from typing import Any

import amqp

STEPS_MS = (200, 1_000, 5_000, 30_000, 120_000)
SPREAD = (75, 100, 125)
"""Per cent of a step that its queues wait."""
MOST_DELIVERIES = 8
PARKING, PARKED, SUSPECT, DELAY = "parking", "parked", ".suspect", "delay."
_SAFE = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


def delay_for(attempt: int) -> str:
    """A delay queue for a message that failed `attempt` times before (from 0)."""
    step = STEPS_MS[min(attempt, len(STEPS_MS) - 1)]
    return f"{DELAY}{step * random.choice(SPREAD) // 100}"  # noqa: S311


def declare_shared(channel: amqp.Channel) -> None:
    """Parking and delays; safe to repeat."""
    channel.exchange_declare(PARKING, "fanout", durable=True, auto_delete=False)
    _queue(channel, PARKED, {"x-queue-type": "quorum"})
    channel.queue_bind(PARKED, PARKING)
    for milliseconds in (step * spread // 100 for step in STEPS_MS for spread in SPREAD):
        name = f"{DELAY}{milliseconds}"
        channel.exchange_declare(name, "fanout", durable=True, auto_delete=False)
        _queue(channel, name, _SAFE | {"x-message-ttl": milliseconds, "x-dead-letter-exchange": ""})
        channel.queue_bind(name, name)


def declare_consumer(channel: amqp.Channel, queue: str, exchange: str, key: str) -> None:
    """A consumer's queue, its quarantine, and its binding; safe to repeat."""
    out = _SAFE | {"x-dead-letter-exchange": PARKING}
    _queue(
        channel,
        queue + SUSPECT,
        out | {"x-delivery-limit": 2, "x-single-active-consumer": True},
    )
    _queue(channel, queue, out | {"x-delivery-limit": MOST_DELIVERIES})
    channel.exchange_declare(exchange, "topic", durable=True, auto_delete=False)
    channel.queue_bind(queue, exchange, key)


def declare_calls(channel: amqp.Channel, queue: str) -> None:
    """A bounded queue of questions; each carries the caller's deadline as its expiry."""
    _queue(channel, queue, {"x-max-length": 2_000, "x-overflow": "reject-publish"})


def _queue(channel: amqp.Channel, name: str, arguments: dict[str, Any]) -> None:
    channel.queue_declare(name, durable=True, auto_delete=False, arguments=arguments)
