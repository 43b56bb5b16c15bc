"""One message: one write with its events, or nothing at all."""

import uuid
from typing import Any

import msgspec
import pytest

from chassis.application import MOST_CLASHES, Application
from chassis.context import Cause, begin, current, further_step
from chassis.errors import Clash, IllegalMove, NotFound, Unavailable
from chassis.memory import MemoryStore
from chassis.store import HANDLED_KEPT, Outgoing, Write
from contracts.catalog import ProductPaused, StockChanged
from contracts.envelope import decode
from tests.unit.chassis.market import (
    NOW,
    Close,
    Frozen,
    Kept,
    Look,
    Put,
    Sell,
    SoldOut,
    market,
    memory,
)


def read(event: Outgoing) -> Any:
    return decode(event.headers, event.body)


def write_count(store: MemoryStore, stall_id: str = "prd_1") -> int:
    document = store.get("stalls", stall_id)
    return int(document["version"]) if document else 0


def test_a_new_aggregate_is_one_insert_with_its_events(store, outbox, app):
    assert app.handle(Put(stall_id="prd_1", pieces=3)) == 3
    document = store.get("stalls", "prd_1") or {}
    assert len(document.pop("outbox")) == 1
    assert document == {
        "_id": "prd_1",
        "status": "open",
        "pieces": 3,
        "seen_at": NOW,
        "owner": "",
        "version": 1,
        "sequence": 1,
        "handled": [],
    }
    assert [write.id for write in outbox.writes] == ["prd_1"]
    assert outbox.writes[0].outbox == store.events("stalls", "prd_1")


def test_an_event_in_the_outbox_is_ready_for_the_broker(store, app):
    app.handle(Put(stall_id="prd_1", pieces=3))
    (event,) = store.events("stalls", "prd_1")
    fact, envelope = read(event)
    assert fact == StockChanged(product_id="prd_1", free=3)
    assert (event.exchange, event.key) == ("catalog.events", "stock.changed")
    assert (event.id, event.at) == (envelope.id, NOW)
    assert (envelope.source, envelope.type) == ("/services/market", "stock.changed")
    assert (envelope.time, envelope.subject, envelope.sequence) == (NOW, "prd_1", 1)
    assert envelope.id.startswith("evt_")


def test_the_sequence_of_an_aggregates_events_goes_on_through_its_writes(store, app):
    app.handle(Put(stall_id="prd_1", pieces=5))
    app.handle(Sell(stall_id="prd_1", pieces=3))
    app.handle(Close(stall_id="prd_1"))
    read_back = [read(event) for event in store.events("stalls", "prd_1")]
    assert [envelope.sequence for _, envelope in read_back] == [1, 2, 3, 4, 5]
    assert [fact for fact, _ in read_back][-2:] == [
        StockChanged(product_id="prd_1", free=2),
        ProductPaused(product_id="prd_1"),
    ]
    assert len({envelope.id for _, envelope in read_back}) == 5
    assert write_count(store) == 3
    assert store.get("stalls", "prd_1")["sequence"] == 5  # type: ignore[index]


def test_the_sequence_counts_each_aggregate_alone(store, app):
    app.handle(Put(stall_id="prd_1", pieces=1))
    app.handle(Put(stall_id="prd_2", pieces=1))
    (event,) = store.events("stalls", "prd_2")
    assert read(event)[1].sequence == 1


def test_nothing_is_written_where_nothing_changed(store, outbox, app):
    app.handle(Put(stall_id="prd_1", pieces=3))
    outbox.writes.clear()
    begin(Cause(event_id="evt_7"))
    assert app.handle(Look(stall_id="prd_1")) == 3
    assert write_count(store) == 1
    assert outbox.writes == []
    assert store.get("stalls", "prd_1")["handled"] == []  # type: ignore[index]


def test_a_refused_message_writes_nothing(store, outbox, app):
    app.handle(Put(stall_id="prd_1", pieces=2))
    before, events = store.get("stalls", "prd_1"), store.events("stalls", "prd_1")
    outbox.writes.clear()
    begin(Cause(event_id="evt_7"))
    with pytest.raises(SoldOut) as refused:
        app.handle(Sell(stall_id="prd_1", pieces=3))
    assert (refused.value.field, refused.value.allowed) == ("pieces", "0")
    assert store.get("stalls", "prd_1") == before
    assert store.events("stalls", "prd_1") == events
    assert outbox.writes == []


def test_an_illegal_move_writes_nothing(store, outbox, app):
    app.handle(Put(stall_id="prd_1", pieces=2))
    app.handle(Close(stall_id="prd_1"))
    outbox.writes.clear()
    with pytest.raises(IllegalMove) as refused:
        app.handle(Close(stall_id="prd_1"))
    assert refused.value.detail("en") == "It is closed, it cannot become closed."
    assert write_count(store) == 2
    assert outbox.writes == []


def test_what_is_not_there_is_not_found(app):
    with pytest.raises(NotFound) as early:
        app.handle(Sell(stall_id="prd_9", pieces=1))
    assert early.value.field == "stall_id"


def test_the_cause_is_carried_into_the_events(store, app):
    cause = Cause(
        correlation_id="req_1", causation_id="evt_0", event_id="evt_0", traceparent="00-a-b-01"
    )
    begin(cause)
    app.handle(Put(stall_id="prd_1", pieces=1))
    (event,) = store.events("stalls", "prd_1")
    envelope = read(event)[1]
    assert envelope.correlationid == "req_1"
    assert envelope.causationid == "evt_0"
    assert envelope.traceparent == "00-a-b-01"
    assert store.get("stalls", "prd_1")["handled"] == ["evt_0"]  # type: ignore[index]


def test_a_repeated_event_is_recognised_and_changes_nothing(store, outbox, app):
    begin(Cause(event_id="evt_1"))
    assert app.handle(Put(stall_id="prd_1", pieces=1)) == 1
    outbox.writes.clear()
    assert app.handle(Put(stall_id="prd_1", pieces=1)) is None
    assert write_count(store) == 1
    assert outbox.writes == []
    assert store.get("stalls", "prd_1")["pieces"] == 1  # type: ignore[index]


def test_the_same_command_twice_is_two_commands(app):
    app.handle(Put(stall_id="prd_1", pieces=1))
    assert app.handle(Put(stall_id="prd_1", pieces=1)) == 2


def test_each_aggregate_recognises_an_event_for_itself(store, app):
    begin(Cause(event_id="evt_1"))
    app.handle(Put(stall_id="prd_1", pieces=1))
    app.handle(Put(stall_id="prd_2", pieces=1))
    assert write_count(store, "prd_2") == 1


def test_a_further_step_of_an_event_is_not_taken_for_its_repeat(store, app):
    begin(Cause(correlation_id="req_1", causation_id="evt_1", event_id="evt_1"))
    app.handle(Put(stall_id="prd_1", pieces=1))
    further_step()
    assert app.handle(Put(stall_id="prd_1", pieces=1)) == 2
    assert current() == Cause(correlation_id="req_1", causation_id="evt_1")
    assert store.get("stalls", "prd_1")["handled"] == ["evt_1"]  # type: ignore[index]
    assert read(store.events("stalls", "prd_1")[-1])[1].causationid == "evt_1"


def test_the_ids_of_the_last_events_are_remembered_and_no_more(store, app):
    for number in range(HANDLED_KEPT + 5):
        begin(Cause(event_id=f"evt_{number}"))
        app.handle(Put(stall_id="prd_1", pieces=1))
    handled = store.get("stalls", "prd_1")["handled"]  # type: ignore[index]
    assert handled == [f"evt_{number}" for number in range(5, HANDLED_KEPT + 5)]


class Contended(MemoryStore):
    """Somebody else is faster, so many times."""

    def __init__(self, times: int) -> None:
        super().__init__(*memory().collections)
        self.left, self.tried = times, 0

    def update(self, write: Write) -> None:
        self.tried += 1
        if self.left:
            self.left -= 1
            rival = self.get("stalls", write.id) or {}
            state = {k: rival[k] for k in ("status", "seen_at", "owner")}
            super().update(
                msgspec.structs.replace(
                    write,
                    state=state | {"pieces": rival["pieces"] + 10},
                    outbox=[],
                    sequence=rival["sequence"],
                    handled="",
                )
            )
        super().update(write)


@pytest.mark.parametrize("times", [1, 5])
def test_after_a_clash_it_is_decided_again_on_what_is_there_now(times: int, outbox: Kept, clock):
    store = Contended(times)
    app = market(store, outbox, clock)
    app.handle(Put(stall_id="prd_1", pieces=1))
    outbox.writes.clear()
    assert app.handle(Put(stall_id="prd_1", pieces=1)) == 2 + 10 * times
    assert store.tried == times + 1
    assert [len(write.outbox) for write in outbox.writes] == [1]
    assert [read(e)[1].sequence for e in store.events("stalls", "prd_1")] == [1, 2]


def test_after_too_many_clashes_the_caller_may_try_again_later(outbox: Kept, clock: Frozen):
    store = Contended(10_000)
    app: Application[Any] = market(store, outbox, clock)
    app.handle(Put(stall_id="prd_1", pieces=1))
    outbox.writes.clear()
    with pytest.raises(Unavailable) as away:
        app.handle(Put(stall_id="prd_1", pieces=1))
    assert away.value.field == "version"
    assert store.tried == MOST_CLASHES == 25
    assert outbox.writes == []


def test_two_that_make_the_same_aggregate_end_in_one(outbox: Kept, clock: Frozen):
    class TakenOnce(MemoryStore):
        """The first insert finds that another was faster."""

        rivals = 1

        def insert(self, write: Write) -> None:
            if self.rivals:
                self.rivals -= 1
                super().insert(msgspec.structs.replace(write, outbox=[]))
                raise Clash(write.id)
            super().insert(write)

    store = TakenOnce(*memory().collections)
    app = market(store, outbox, clock)
    assert app.handle(Put(stall_id="prd_1", pieces=2)) == 4
    assert write_count(store) == 2


def test_event_ids_are_version_7_uuids(store, app):
    app.handle(Put(stall_id="prd_1", pieces=1))
    (event,) = store.events("stalls", "prd_1")
    assert uuid.UUID(event.id.removeprefix("evt_")).version == 7
