"""The chain of the audit trail: the one of unit tests and the real one, by the same rules."""

from typing import Any

import pytest

from services.accounts.adapters.trail import MongoTrail
from services.accounts.domain.trail import Checkpoint, breaks
from tests.unit.accounts.conftest import HeldClock
from tests.unit.accounts.trail_kit import NOON, MemoryTrail, action


def memory(request: pytest.FixtureRequest) -> Any:
    return MemoryTrail(HeldClock())


def mongo(request: pytest.FixtureRequest) -> Any:
    trail = MongoTrail(request.getfixturevalue("database"), HeldClock())
    trail.prepare()
    return trail


@pytest.fixture(params=[memory, mongo], ids=["memory", "mongo"])
def trail(request: pytest.FixtureRequest) -> Any:
    return request.param(request)


def test_records_are_chained_in_the_order_in_which_they_come(trail):
    assert [trail.append(action(number)) for number in (2, 1, 3)] == [True] * 3
    kept = list(trail.records(0))
    assert [(one["_id"], one["record_id"]) for one in kept] == [
        (1, "aud_0002"),
        (2, "aud_0001"),
        (3, "aud_0003"),
    ]
    assert list(breaks(kept, {})) == []
    assert list(trail.everything()) == kept


def test_a_record_that_is_there_is_not_appended_again(trail):
    assert [trail.append(action(number)) for number in (1, 2, 1)] == [True, True, False]
    assert [one["record_id"] for one in trail.records(0)] == ["aud_0001", "aud_0002"]


def test_what_is_read_is_what_was_hashed(trail):
    trail.append(action(1, at=NOON.replace(microsecond=123_456), reason="हाट में"))
    (kept,) = trail.records(0)
    assert kept["at"] == NOON.replace(microsecond=123_000)
    assert kept["recorded_at"] == NOON
    assert kept["changes"] == [{"field": "status", "before": "submitted", "after": "approved"}]
    assert list(breaks([kept], {})) == []


def test_records_are_read_from_where_one_left_off(trail):
    for number in range(1, 5):
        trail.append(action(number))
    assert [one["_id"] for one in trail.records(2)] == [3, 4]
    assert list(trail.records(4)) == []


def test_checkpoints_are_kept_in_their_order(trail):
    assert (trail.last_checkpoint(), trail.checkpoints()) == (None, [])
    first = Checkpoint(number=4, hash="a", at=NOON, signature="s")
    second = Checkpoint(number=9, hash="b", at=NOON, signature="t")
    trail.keep(first)
    trail.keep(second)
    assert trail.last_checkpoint() == second
    assert trail.checkpoints() == [first, second]
