"""What the pipeline relies on, true of the store of unit tests and of the real one."""

from datetime import UTC

import pytest

from chassis.errors import Clash
from chassis.store import HANDLED_KEPT, Store
from tests.contract.stores.writes import NOW, event, later, write


def test_what_was_inserted_is_found_as_it_was(store: Store):
    store.insert(write(state={"tags": ["a", "b"], "deep": {"x": {"y": 1}}}, sequence=3))
    assert store.get("things", "t_1") == {
        "_id": "t_1",
        "version": 1,
        "sequence": 3,
        "handled": [],
        "outbox": [],
        "status": "new",
        "name": "name of t_1",
        "colour": "red",
        "at": NOW,
        "tags": ["a", "b"],
        "deep": {"x": {"y": 1}},
    }


def test_nothing_is_found_where_there_is_nothing(store: Store):
    assert store.get("things", "t_1") is None
    assert store.find("things", {"name": "x"}) is None
    assert store.waiting("things", 10) == []


def test_moments_come_back_aware_in_utc_to_the_millisecond(store: Store):
    store.insert(write(outbox=[event("e1")]))
    document = store.get("things", "t_1")
    assert document is not None
    assert document["at"] == NOW
    assert document["at"].utcoffset().total_seconds() == 0
    assert document["at"].astimezone(UTC).microsecond == 250_000
    assert store.waiting("things", 1)[0][1][0].at == NOW
    assert store.waiting("things", 1)[0][1][0].at.tzinfo is not None


def test_an_id_is_taken_once(store: Store):
    store.insert(write(handled="evt_1"))
    with pytest.raises(Clash):
        store.insert(write(state={"name": "another", "colour": "blue"}, handled="evt_2"))
    document = store.get("things", "t_1")
    assert document is not None
    assert (document["colour"], document["handled"]) == ("red", ["evt_1"])


def test_a_unique_field_is_taken_once(store: Store):
    store.insert(write("t_1", state={"name": "peda"}))
    with pytest.raises(Clash):
        store.insert(write("t_2", state={"name": "peda"}))
    assert store.get("things", "t_2") is None


def test_an_update_to_a_taken_unique_field_clashes(store: Store):
    store.insert(write("t_1", state={"name": "peda"}))
    store.insert(write("t_2", state={"name": "tawa"}))
    with pytest.raises(Clash):
        store.update(write("t_2", 1, state={"name": "peda"}))
    assert store.get("things", "t_2")["name"] == "tawa"  # type: ignore[index]
    store.update(write("t_2", 1, state={"name": "tawa", "colour": "blue"}))


def test_an_update_replaces_the_state_and_counts_the_version(store: Store):
    store.insert(write())
    store.update(write(version=1, state={"colour": "blue"}, sequence=2))
    store.update(write(version=2, state={"colour": "green"}, sequence=5))
    document = store.get("things", "t_1")
    assert document is not None
    assert (document["version"], document["colour"], document["sequence"]) == (3, "green", 5)


@pytest.mark.parametrize("version", [0, 1, 3])
def test_an_update_of_another_version_clashes_and_changes_nothing(store: Store, version: int):
    store.insert(write())
    store.update(write(version=1))
    with pytest.raises(Clash):
        store.update(write(version=version, state={"colour": "blue"}, outbox=[event("e1")]))
    document = store.get("things", "t_1")
    assert document is not None
    assert (document["version"], document["colour"]) == (2, "red")
    assert store.waiting("things", 10) == []


def test_an_update_of_nothing_clashes(store: Store):
    with pytest.raises(Clash):
        store.update(write(version=1))
    assert store.get("things", "t_1") is None


def test_handled_messages_are_remembered_in_order_up_to_a_limit(store: Store):
    store.insert(write(handled="evt_0"))
    for number in range(1, HANDLED_KEPT + 3):
        store.update(write(version=number, handled=f"evt_{number}"))
    document = store.get("things", "t_1")
    assert document is not None
    assert document["handled"] == [f"evt_{n}" for n in range(3, HANDLED_KEPT + 3)]
    assert len(document["handled"]) == HANDLED_KEPT == 200


def test_what_no_message_caused_is_not_remembered(store: Store):
    store.insert(write(handled="evt_0"))
    store.update(write(version=1))
    assert store.get("things", "t_1")["handled"] == ["evt_0"]  # type: ignore[index]


def test_an_outbox_keeps_its_events_whole_and_in_order(store: Store):
    store.insert(write(outbox=[event("e1"), event("e2")]))
    store.update(write(version=1, outbox=[event("e3")]))
    store.update(write(version=2))
    assert store.waiting("things", 10) == [("t_1", [event("e1"), event("e2"), event("e3")])]


def test_what_is_read_shows_the_events_that_have_not_left_yet(store: Store):
    store.insert(write(outbox=[event("e1")]))
    store.update(write(version=1, outbox=[event("e2")]))
    store.clear("things", ["t_1"], ["e1"])
    assert (store.get("things", "t_1") or {})["outbox"] == [event("e2")]
    assert (store.find("things", {"name": "name of t_1"}) or {})["outbox"] == [event("e2")]


def test_only_the_given_events_are_cleared_and_only_of_the_given_aggregates(store: Store):
    store.insert(write("t_1", outbox=[event("e1"), event("e2")]))
    store.insert(write("t_2", outbox=[event("e3")]))
    store.insert(write("t_3", outbox=[event("e4"), event("e5")]))
    store.clear("things", ["t_1", "t_1", "t_3"], ["e1", "e3", "e5", "e9"])
    assert dict(store.waiting("things", 10)) == {
        "t_1": [event("e2")],
        "t_2": [event("e3")],
        "t_3": [event("e4")],
    }


def test_clearing_changes_neither_state_nor_version(store: Store):
    store.insert(write(outbox=[event("e1")]))
    before = store.get("things", "t_1") or {}
    store.clear("things", ["t_1"], ["e1"])
    assert store.get("things", "t_1") == before | {"outbox": []}
    store.update(write(version=1, outbox=[event("e2")]))
    assert store.waiting("things", 10) == [("t_1", [event("e2")])]


def test_clearing_what_is_gone_is_fine(store: Store):
    store.clear("things", ["t_9"], ["e1"])
    assert store.waiting("things", 10) == []


def test_only_aggregates_with_events_wait_whatever_the_time_of_these(store: Store):
    store.insert(write("t_1", outbox=[event("e1", at=later(-5))]))
    store.insert(write("t_2", outbox=[event("e2", at=later(3600)), event("e3", at=NOW)]))
    store.insert(write("t_3"))
    found = {id: [e.id for e in events] for id, events in store.waiting("things", 10)}
    assert found == {"t_1": ["e1"], "t_2": ["e2", "e3"]}


def test_no_more_aggregates_wait_than_are_asked_for(store: Store):
    for number in range(5):
        store.insert(write(f"t_{number}", outbox=[event(f"e{number}")]))
    assert len(store.waiting("things", 3)) == 3


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ({"colour": "red", "status": "old"}, "t_2"),
        ({"name": "name of t_3"}, "t_3"),
        ({"_id": "t_1"}, "t_1"),
        ({"colour": "red", "status": "gone"}, None),
        ({"colour": "re"}, None),
    ],
)
def test_a_document_is_found_by_exactly_these_fields(store: Store, exact, found):
    store.insert(write("t_1", state={"status": "new"}))
    store.insert(write("t_2", state={"status": "old"}))
    store.insert(write("t_3", state={"status": "old", "colour": "blue"}))
    document = store.find("things", exact)
    assert (document and document["_id"]) == found


def test_what_was_read_is_a_copy(store: Store):
    store.insert(write(state={"tags": ["a"]}))
    document = store.get("things", "t_1")
    assert document is not None
    document["tags"].append("b")
    assert store.get("things", "t_1")["tags"] == ["a"]  # type: ignore[index]
