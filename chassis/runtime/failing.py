"""Where failed messages go: a copy to delay or parking, then the original is acknowledged."""

import time
import uuid
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
    *,
    queue: str,
    error: BaseException | None,
) -> None:
    """Publish a copy and wait for its confirm; a crash before the ack makes a duplicate, no loss.

    With an error the attempt is counted and the reason noted. Raises `Unconfirmed`, `Unroutable`.
    """
    headers = {k: v for k, v in (message.headers or {}).items() if not k.startswith(_BROKERS_OWN)}
    if error is not None:
        headers |= {
            "x-attempt": int(headers.get("x-attempt", 0)) + 1,
            "x-error": f"{type(error).__name__}: {error}"[:500],
            "x-queue": queue,
        }
        headers.setdefault("x-first-failed-at", int(time.time()))
    properties: dict[str, Any] = {k: v for k, v in message.properties.items() if k in _KEPT}
    properties["message_id"] = message.properties.get("message_id") or uuid.uuid4().hex
    properties |= {"application_headers": headers, "delivery_mode": 2}
    publisher.send(exchange, key, body_of(message), **properties).wait()


def put_back(acks: Acks, message: amqp.Message) -> None:
    """The copy did not get out: let the broker deliver the original again."""
    try:
        message.channel.basic_reject(message.delivery_tag, requeue=True)
        acks.settled(message.delivery_tag)
    except LOST:
        acks.open = False
