"""A connection of py-amqp without anything around it."""

import os
from typing import Any

import amqp
from kombu.utils.url import parse_url


class Line(amqp.Connection):
    """Without `connection.blocked`: else py-amqp polls the socket before each publish."""

    negotiate_capabilities = {"consumer_cancel_notify": True, "authentication_failure_close": True}


def connect() -> Any:
    """Connected to the broker of this run."""
    parts = parse_url(os.environ["HAAT_AMQP_URL"])
    line = Line(
        host=f"{parts['hostname']}:{parts['port']}",
        userid=parts["userid"],
        password=parts["password"],
        virtual_host=parts["virtual_host"],
    )
    line.connect()
    return line


def drain(line: Any, seconds: float) -> bool:
    """Take in what the broker sent; whether anything came."""
    try:
        line.drain_events(timeout=seconds)
    except TimeoutError:
        return False
    return True
