"""Processes that die or are told to end: no effect is lost, none comes twice."""

import uuid

import pytest

from tests.integration.chassis.bench import Bench, eventually


@pytest.fixture
def parcel_id() -> str:
    return f"parcel_{uuid.uuid4().hex[:8]}"


def test_a_process_killed_while_it_handles_leaves_the_event_to_the_next(
    mortal: Bench, parcel_id: str
):
    mortal.weigh(parcel_id, "hangs once")
    eventually(lambda: mortal.begun(parcel_id) == 1)
    mortal.kill()
    assert mortal.weighed(parcel_id) == 0
    mortal.start()
    eventually(lambda: mortal.labelled(parcel_id) == 1)
    assert mortal.weighed(parcel_id) == 1
    assert mortal.begun(parcel_id) == 2


def test_a_process_told_to_end_finishes_what_it_has_in_hand(mortal: Bench, parcel_id: str):
    mortal.weigh(parcel_id, "slow")
    eventually(lambda: mortal.begun(parcel_id) == 1)
    assert mortal.weighed(parcel_id) == 0
    assert mortal.terminate() == 0
    assert mortal.weighed(parcel_id) == 1
    assert mortal.waiting() == 0
    assert mortal.ready(mortal.queue) == 0
    mortal.start()
    eventually(lambda: mortal.labelled(parcel_id) == 1)
    assert mortal.begun(parcel_id) == 1


def test_what_was_written_and_not_published_is_swept(mortal: Bench, parcel_id: str):
    mortal.weigh(parcel_id, "dies after its write")
    eventually(lambda: not mortal.runs)
    assert mortal.weighed(parcel_id) == 1
    assert mortal.waiting() == 1
    assert mortal.labelled(parcel_id) == 0
    mortal.start()
    eventually(lambda: mortal.labelled(parcel_id) == 1)
    eventually(lambda: mortal.waiting() == 0)
    assert mortal.weighed(parcel_id) == 1


def test_what_a_crash_left_leaves_before_what_comes_after_it(mortal: Bench, parcel_id: str):
    with mortal.listening() as heard:
        mortal.weigh(parcel_id, "dies after its write")
        eventually(lambda: not mortal.runs)
        mortal.start()
        mortal.post("/weigh", parcel_id=parcel_id)  # mostly before the sweeper finds the first
        eventually(lambda: mortal.waiting() == 0)
        eventually(lambda: mortal.labelled(parcel_id) == 2)
        first_heard = list(dict.fromkeys(heard()))
    assert first_heard == [1, 2]


def test_an_event_that_kills_its_process_is_parked_and_the_innocent_survive(
    mortal: Bench, parcel_id: str
):
    innocent = [f"{parcel_id}_{number}" for number in range(6)]
    mortal.terminate()
    for number, other in enumerate(innocent):
        mortal.weigh(other)
        if number == 2:
            mortal.weigh(parcel_id, "kills")
    found = eventually(lambda: _restarted_until_parked(mortal), seconds=120)
    ((headers, body),) = found
    assert parcel_id.encode() in body
    assert headers["x-death"][0]["queue"] == f"{mortal.queue}.suspect"
    if not mortal.runs:
        mortal.start()
    for other in innocent:
        eventually(lambda other=other: mortal.labelled(other) == 1)
        assert mortal.weighed(other) == 1
    assert mortal.weighed(parcel_id) == 0
    assert mortal.ready(mortal.queue) == mortal.ready(f"{mortal.queue}.suspect") == 0
    assert mortal.parked() == []


def _restarted_until_parked(bench: Bench) -> list[tuple[dict[str, object], bytes]]:
    if not bench.runs:
        bench.begin()
    return bench.parked()
