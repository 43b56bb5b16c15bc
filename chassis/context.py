"""Who and what caused the work in hand: carried into events, calls and log lines."""

import re
import secrets
from contextvars import ContextVar

import msgspec

from contracts.message import Message
from contracts.policy import EVERYWHERE

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


class Actor(Message):
    """Who acts by a right that was given to them, and from where: for the audit trail.

    `role`, `kind` and `area` are the grant that is used, `action` the policy table's name of it.
    """

    person_id: str
    role: str
    action: str
    area: str = EVERYWHERE
    kind: str = ""
    on_behalf_of: str = ""
    network: str = ""
    device: str = ""
    reason: str = ""


_NOBODY = Cause()
_current: ContextVar[Cause] = ContextVar("cause", default=_NOBODY)
_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def current() -> Cause:
    """The cause of the work that this greenlet or thread does."""
    return _current.get()


def begin(cause: Cause) -> None:
    """From here on, everything in this greenlet or thread happens because of `cause`.

    Nobody acts in it until `acting` says who.
    """
    _current.set(cause)
    if _actor.get() is not None:
        _actor.set(None)


def actor() -> Actor | None:
    """Who acts in this greenlet or thread; None where that is no matter for the audit trail."""
    return _actor.get()


def acting(who: Actor | None) -> None:
    """What this greenlet or thread changes from here on, they have changed."""
    _actor.set(who)


def further_step() -> None:
    """What this greenlet or thread does from here on follows from its event, but is not it."""
    _current.set(msgspec.structs.replace(current(), event_id=""))


def new_traceparent() -> str:
    """A fresh W3C trace context, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
