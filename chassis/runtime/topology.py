"""Queues of the platform: every consumer queue is a quorum queue with a way out for failures.

`delay.<milliseconds>` are shared by all services: a message waits there for the queue's TTL, then
the default exchange puts it back into the queue that its routing key names. No dead-letter routing
key is set, so each message keeps its own; the TTL is the queue's, so none waits for another. Each
step of the delay has several queues, chosen at random: what failed together comes back apart.

The ways into delays and to who answers calls are topic exchanges: of these the broker can hold a
user to some routing keys, so that a service sends back to its own queues alone.
"""

import random
from collections.abc import Iterator
from typing import Any, NamedTuple

import amqp
from amqp.exceptions import NotFound

STEPS_MS = (200, 1_000, 5_000, 30_000, 120_000)
SPREAD = (75, 100, 125)
"""Per cent of a step that its queues wait."""
MOST_DELIVERIES = 8
PARKING, PARKED, SUSPECT, DELAY, RETRY = "parking", "parked", ".suspect", "delay.", "retry."
CALLS = "calls"
"""The exchange of questions; routing key is the service that answers."""
_SAFE = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


class Shared(NamedTuple):
    """An exchange of all services, and the one queue behind it."""

    exchange: str
    kind: str
    queue: str
    key: str
    arguments: dict[str, Any]


def delay_for(attempt: int) -> str:
    """The exchange of a delay for a message that failed `attempt` times before (from 0)."""
    step = STEPS_MS[min(attempt, len(STEPS_MS) - 1)]
    return f"{RETRY}{step * random.choice(SPREAD) // 100}"  # noqa: S311


def shared() -> Iterator[Shared]:
    """Delays and parking."""
    for milliseconds in (step * spread // 100 for step in STEPS_MS for spread in SPREAD):
        waiting = _SAFE | {"x-message-ttl": milliseconds, "x-dead-letter-exchange": ""}
        yield Shared(f"{RETRY}{milliseconds}", "topic", f"{DELAY}{milliseconds}", "#", waiting)
    yield Shared(PARKING, "fanout", PARKED, "", {"x-queue-type": "quorum"})


def declare_shared(channel: amqp.Channel) -> None:
    """What all share is made by whoever sets the broker up (`deploy/rights`); where nobody has,
    and our user may, we make it. Safe to repeat."""
    looking = channel.connection.channel()
    try:
        for one in shared():
            looking.exchange_declare(one.exchange, one.kind, passive=True)
            looking.queue_declare(one.queue, passive=True)
        looking.close()
    except NotFound:
        for one in shared():
            channel.exchange_declare(one.exchange, one.kind, durable=True, auto_delete=False)
            _queue(channel, one.queue, one.arguments)
            channel.queue_bind(one.queue, one.exchange, one.key)


def meet_exchange(channel: amqp.Channel, name: str) -> None:
    """A topic exchange of somebody else, who declares it; where nobody has yet, and our user may,
    we do."""
    looking = channel.connection.channel()
    try:
        looking.exchange_declare(name, "topic", passive=True)
        looking.close()
    except NotFound:
        channel.exchange_declare(name, "topic", durable=True, auto_delete=False)


def declare_consumer(channel: amqp.Channel, queue: str, exchange: str, key: str) -> None:
    """A consumer's queue, its quarantine, and its binding; safe to repeat."""
    out = _SAFE | {"x-dead-letter-exchange": PARKING}
    _queue(
        channel,
        queue + SUSPECT,
        out | {"x-delivery-limit": 2, "x-single-active-consumer": True},
    )
    _queue(channel, queue, out | {"x-delivery-limit": MOST_DELIVERIES})
    meet_exchange(channel, exchange)
    channel.queue_bind(queue, exchange, key)


def declare_calls(channel: amqp.Channel, service: str) -> None:
    """A bounded queue of questions; each carries the caller's deadline as its expiry."""
    queue = f"{service}.calls"
    _queue(channel, queue, {"x-max-length": 2_000, "x-overflow": "reject-publish"})
    meet_exchange(channel, CALLS)
    channel.queue_bind(queue, CALLS, service)


def _queue(channel: amqp.Channel, name: str, arguments: dict[str, Any]) -> None:
    channel.queue_declare(name, durable=True, auto_delete=False, arguments=arguments)
