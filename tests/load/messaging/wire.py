"""What the contenders say to each other; the names are of one run, told by its parent."""

import os
import uuid
from typing import ClassVar

from contracts.message import Event, Message

RUN = os.environ.get("BENCH_RUN") or f"benchmsg{uuid.uuid4().hex[:6]}"
OURS, OURS_CALLER = f"{RUN}o", f"{RUN}p"
STOCK, STOCK_CALLER = f"{RUN}s", f"{RUN}t"
SINK, RAW_QUEUE, RAW_CALLS = f"{RUN}.sink", f"{RUN}.raw", f"{RUN}.rawcalls"
KINDS = ("thing.noted", "thing.kept", "thing.slow")
"""Handled without any work, with one write, and with half a second of sleep."""
SLOW_SECONDS = 0.5
FILLING = "x" * 215
"""Makes each body about 300 bytes of JSON."""


class BenchEvent(Event):
    """Base: published under the name of this run; `at` is the monotonic second of publishing."""

    SUBJECT: ClassVar[str] = "thing_id"

    thing_id: str
    at: float
    filling: str = FILLING

    @classmethod
    def publisher(cls) -> str:
        return OURS


class ThingMade(BenchEvent):
    """What the callers publish: it lies in the sink, and nobody handles it."""

    @classmethod
    def publisher(cls) -> str:
        return OURS_CALLER


class ThingNoted(BenchEvent):
    """Its handler does nothing."""


class ThingKept(BenchEvent):
    """Its handler writes one document."""


class ThingSlow(BenchEvent):
    """Its handler sleeps."""


class HowMany(Message):
    """How many things are there?"""

    thing_id: str
    at: float
    filling: str = FILLING


class SoMany(Message):
    """So many."""

    things: int
    filling: str = FILLING


EVENTS = {event.wire_name(): event for event in (ThingMade, ThingNoted, ThingKept, ThingSlow)}


def our_queue(kind: str) -> str:
    """Where the chassis reads that kind."""
    return f"{OURS}.{kind}"


def stock_queue(kind: str) -> str:
    """Where nameko's `@event_handler` reads that kind."""
    return f"evt-{STOCK}-{kind}--{STOCK}.on_{kind.partition('.')[2]}"
