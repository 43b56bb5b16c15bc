"""Connections to the broker: few system calls, told of alarms; and what can go wrong with them."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import amqp
from amqp.exceptions import AMQPError
from kombu.utils.url import parse_url

HEARTBEAT = 20
LOST = (AMQPError, OSError, AttributeError)
"""What py-amqp raises when the line is gone; AttributeError on half-closed connections."""
_ONE_READ = 32 * 1024
_HEAD = 8  # a frame without its payload
_MOST_FRAMES = 500  # then acks and heartbeats have their turn
_BLOCKED = "connection.blocked"


class Line(amqp.Connection):
    """A connection that never reads while it publishes: the reader greenlet alone reads.

    It asks the broker to tell of alarms (`on_blocked`), then hides from py-amqp that it did: with
    that capability py-amqp polls the socket in every publish.
    """

    def connect(self, callback: Any = None) -> Any:
        connected = super().connect(callback)
        self.client_properties["capabilities"].pop(_BLOCKED, None)
        _read_in_one_go(self.transport)
        return connected

    def drain_buffered(self) -> None:
        """Handle what was read already, without the timeouts that py-amqp sets for each frame."""
        for _ in range(_MOST_FRAMES):
            waiting = self.transport._read_buffer
            if len(waiting) < _HEAD or len(waiting) < _HEAD + int.from_bytes(waiting[3:7], "big"):
                return
            self.on_inbound_frame(self.transport.read_frame())

    @contextmanager
    def corked(self) -> Iterator[None]:
        """What is written inside leaves together at the end, in one system call."""
        plain: Callable[[bytes], None] = self.transport._write
        frames: list[bytes] = []
        self.transport._write = lambda frame: frames.append(bytes(frame))
        try:
            yield
        finally:
            self.transport._write = plain
        if frames:
            self.transport.write(b"".join(frames))


def connect(url: str, **options: Any) -> Line:
    """A connection of one's own: only one greenlet may read it, only one may write."""
    parts = parse_url(url)
    connection = Line(
        host=f"{parts['hostname'] or '127.0.0.1'}:{parts['port'] or 5672}",
        userid=parts["userid"],
        password=parts["password"],
        virtual_host=parts["virtual_host"] or "/",
        heartbeat=HEARTBEAT,
        connect_timeout=5,
        **options,
    )
    connection.connect()
    return connection


def _read_in_one_go(transport: Any) -> None:
    """py-amqp asks the socket for each part of a frame; what it gets beyond that it keeps."""
    receive = transport.sock.recv
    transport._quick_recv = lambda wanted: receive(max(wanted, _ONE_READ))


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
