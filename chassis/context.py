"""Who and what caused the work in hand: carried into events, calls and log lines."""

import re
import secrets
from contextvars import ContextVar

import msgspec

from contracts.message import Message

TRACEPARENT = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
"""W3C trace context, version 00; group 1 is the trace's id."""


class Cause(Message):
    """Why something happens.

    `causation_id` is the event that led here; `event_id` the same while that event itself is
    handled, so that aggregates recognise a repeat; empty in the further steps it sets off.
    `sequence` is that event's place among those of its aggregate, from 1.
    """

    correlation_id: str = ""
    causation_id: str = ""
    event_id: str = ""
    traceparent: str = ""
    sequence: int = 0

    @property
    def trace_id(self) -> str:
        """The trace that this work is part of; "" where it is part of none."""
        found = TRACEPARENT.fullmatch(self.traceparent)
        return found[1] if found else ""


_NOBODY = Cause()
_current: ContextVar[Cause] = ContextVar("cause", default=_NOBODY)


def current() -> Cause:
    """The cause of the work that this greenlet or thread does."""
    return _current.get()


def begin(cause: Cause) -> None:
    """From here on, everything in this greenlet or thread happens because of `cause`."""
    _current.set(cause)


def further_step() -> None:
    """What this greenlet or thread does from here on follows from its event, but is not it."""
    begin(msgspec.structs.replace(current(), event_id=""))


def new_traceparent() -> str:
    """A fresh W3C trace context, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
