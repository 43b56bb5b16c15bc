"""Connections to the broker, and what can go wrong with them."""

import random
from collections.abc import Iterator

import amqp
from amqp.exceptions import AMQPError
from kombu.utils.url import parse_url

HEARTBEAT = 20
LOST = (AMQPError, OSError, AttributeError)
"""What py-amqp raises when the line is gone; AttributeError on half-closed connections."""


class Line(amqp.Connection):
    """A connection that never reads while it publishes: the reader greenlet alone reads.

    With `connection.blocked` negotiated py-amqp polls the socket in every publish.
    """

    negotiate_capabilities = {"consumer_cancel_notify": True, "authentication_failure_close": True}


def connect(url: str) -> amqp.Connection:
    """A connection of one's own: only one greenlet may read it, only one may write."""
    parts = parse_url(url)
    connection = Line(
        host=f"{parts['hostname'] or '127.0.0.1'}:{parts['port'] or 5672}",
        userid=parts["userid"],
        password=parts["password"],
        virtual_host=parts["virtual_host"] or "/",
        heartbeat=HEARTBEAT,
        connect_timeout=5,
    )
    connection.connect()
    return connection


def body_of(message: amqp.Message) -> bytes:
    """The body as it was sent: py-amqp decodes what names an encoding."""
    body = message.body
    return body.encode() if isinstance(body, str) else bytes(body)


def collect(connection: amqp.Connection | None) -> None:
    """Let go of a connection that is lost."""
    if connection is not None:
        try:
            connection.collect()
        except LOST:
            return


def pauses() -> Iterator[float]:
    """Seconds to wait before each new attempt to connect: growing to 2, with jitter."""
    pause = 0.1
    while True:
        yield pause * random.uniform(0.5, 1.5)  # noqa: S311
        pause = min(pause * 2, 2.0)
