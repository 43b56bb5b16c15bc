"""Events and writes as the pipeline makes them, for what is measured without the pipeline."""

import time
from datetime import timedelta

from chassis.ids import new_id
from chassis.store import Outgoing, Write
from contracts.envelope import Envelope
from contracts.message import encode
from tests.load.messaging.ours.service import Things
from tests.load.messaging.wire import FILLING, OURS_CALLER, ThingMade

EXCHANGE, KEY = f"{OURS_CALLER}.events", ThingMade.wire_name()


def outgoing(thing_id: str, things: Things, age: float = 0) -> Outgoing:
    """An event as the pipeline makes it, so many seconds old."""
    fact = ThingMade(thing_id=thing_id, at=time.monotonic())
    envelope = Envelope(
        id=new_id("evt"),
        source=f"/services/{OURS_CALLER}",
        type=KEY,
        time=things.clock.now() - timedelta(seconds=age),
        subject=thing_id,
        sequence=1,
        correlationid="req_bench",
    )
    headers = envelope.headers(fact)
    return Outgoing(
        id=envelope.id,
        at=envelope.time,
        exchange=EXCHANGE,
        key=KEY,
        headers=headers,
        body=encode(fact),
    )


def write_of(id: str, event: Outgoing | None, collection: str) -> Write:
    """A new thing's write."""
    return Write(
        collection=collection,
        id=id,
        version=0,
        state={"status": "known", "filling": FILLING},
        sequence=1,
        outbox=[event] if event else [],
    )
