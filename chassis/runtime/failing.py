"""Where failed messages go: a copy to delay or parking, then the original is acknowledged."""

import time
import uuid
from collections.abc import Mapping
from typing import Any

import amqp

from chassis.runtime.acks import Acks
from chassis.runtime.link import LOST, body_of
from chassis.runtime.publisher import ConfirmPublisher

_BROKERS_OWN = ("x-delivery-count", "x-death", "x-first-death-")
_KEPT = ("type", "timestamp")


def move_away(
    publisher: ConfirmPublisher,
    message: amqp.Message,
    exchange: str,
    key: str,
    added: Mapping[str, Any],
) -> None:
    """Publish a copy and wait for its confirm; a crash before the ack makes a duplicate, no loss.

    `added` goes into its headers. Raises `Unconfirmed`, `Unroutable`.
    """
    headers = {k: v for k, v in (message.headers or {}).items() if not k.startswith(_BROKERS_OWN)}
    headers |= added
    properties: dict[str, Any] = {k: v for k, v in message.properties.items() if k in _KEPT}
    properties["message_id"] = message.properties.get("message_id") or uuid.uuid4().hex
    properties |= {"application_headers": headers, "delivery_mode": 2}
    publisher.send(exchange, key, body_of(message), **properties).wait()


def attempts_of(message: amqp.Message) -> int:
    """How often it has failed, the failure in hand included."""
    return int((message.headers or {}).get("x-attempt", 0)) + 1


def noted(message: amqp.Message, error: BaseException, **where: str) -> dict[str, Any]:
    """The failure as headers; `where` is the queue, service and handler."""
    headers = message.headers or {}
    return {
        "x-attempt": attempts_of(message),
        "x-first-failed-at": int(headers.get("x-first-failed-at", time.time())),
        "x-error": f"{type(error).__name__}: {error}"[:500],
    } | {f"x-{name}": value for name, value in where.items()}


def put_back(acks: Acks, message: amqp.Message) -> None:
    """The copy did not get out: let the broker deliver the original again."""
    try:
        message.channel.basic_reject(message.delivery_tag, requeue=True)
        acks.settled(message.delivery_tag)
    except LOST:
        acks.open = False
