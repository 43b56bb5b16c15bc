"""Who and what caused the work in hand: carried into events, calls and log lines."""

import secrets
from contextvars import ContextVar

from contracts.message import Message


class Cause(Message):
    """Why something happens; `event_id` is set when a consumed event is the reason."""

    correlation_id: str = ""
    event_id: str = ""
    traceparent: str = ""


_current: ContextVar[Cause] = ContextVar("cause", default=Cause())


def current() -> Cause:
    """The cause of the work that this greenlet or thread does."""
    return _current.get()


def begin(cause: Cause) -> None:
    """From here on, everything in this greenlet or thread happens because of `cause`."""
    _current.set(cause)


def new_traceparent() -> str:
    """A fresh W3C trace context, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
