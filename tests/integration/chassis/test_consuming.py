"""Events on the real broker: in effect once, tried again, or parked - and the rest goes on."""

import uuid

import pytest

from tests.integration.chassis.bench import Bench, eventually


@pytest.fixture
def parcel_id() -> str:
    return f"parcel_{uuid.uuid4().hex[:8]}"


def goes_on(bench: Bench) -> None:
    """Another event is handled as if nothing had happened."""
    other = f"parcel_{uuid.uuid4().hex[:8]}"
    bench.weigh(other)
    eventually(lambda: bench.weighed(other) == 1)
    assert bench.runs


def settled(bench: Bench) -> bool:
    return bench.ready(bench.queue) == 0 and bench.ready(f"{bench.queue}.suspect") == 0


def test_an_event_has_its_effect_and_its_consequence(steady: Bench, parcel_id: str):
    steady.weigh(parcel_id)
    eventually(lambda: steady.labelled(parcel_id) == 1)
    parcel = steady.parcel(parcel_id)
    assert parcel is not None
    assert (parcel["weighed"], parcel["grams"]) == (1, 500)
    eventually(lambda: steady.waiting() == 0)


def test_the_same_event_again_has_no_second_effect(steady: Bench, parcel_id: str):
    id = f"evt_{uuid.uuid4()}"
    for _ in range(3):
        steady.weigh(parcel_id, id=id)
    eventually(lambda: steady.begun(parcel_id) == 3)
    steady.weigh(parcel_id)
    eventually(lambda: steady.weighed(parcel_id) == 2)
    eventually(lambda: steady.labelled(parcel_id) == 2)


def test_what_is_away_for_a_while_is_tried_again(steady: Bench, parcel_id: str):
    steady.weigh(parcel_id, "away twice")
    eventually(lambda: steady.weighed(parcel_id) == 1)
    assert steady.begun(parcel_id) == 3
    eventually(lambda: settled(steady))
    assert steady.parked() == []


def test_a_handler_that_hangs_is_ended_and_its_event_tried_again(steady: Bench, parcel_id: str):
    steady.weigh(parcel_id, "hangs once")
    eventually(lambda: steady.weighed(parcel_id) == 1)
    assert steady.begun(parcel_id) == 2
    eventually(lambda: settled(steady))
    assert steady.parked() == []


def test_a_slow_handler_does_not_hold_up_another(steady: Bench, parcel_id: str):
    slow = [f"{parcel_id}_{number}" for number in range(90)]
    with steady.channel() as channel:
        for other in slow:
            steady.weigh(other, "slow", channel=channel)
    eventually(lambda: steady.ready(steady.queue) > 0)  # more than its prefetch
    steady.label(parcel_id)
    eventually(lambda: steady.labelled(parcel_id) == 1)
    assert sum(steady.weighed(other) for other in slow) < len(slow)
    for other in slow:
        eventually(lambda other=other: steady.labelled(other) == 1)


def test_what_a_rule_refuses_is_parked_with_its_story(steady: Bench, parcel_id: str):
    steady.weigh(parcel_id, "too heavy")
    ((headers, body),) = eventually(steady.parked)
    assert headers["x-queue"] == steady.queue
    assert headers["x-error"] == "TooHeavy: too_heavy"
    assert (headers["x-service"], headers["x-handler"]) == (steady.name, "on_weighed")
    assert headers["x-attempt"] == 1
    assert isinstance(headers["x-first-failed-at"], int)
    assert headers["cloudEvents:type"] == "parcel.weighed"
    assert headers["cloudEvents:correlationid"] == "req_bench"
    assert parcel_id.encode() in body
    assert steady.begun(parcel_id) == 1
    assert steady.parcel(parcel_id) is None
    goes_on(steady)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"parcel_id":7,"grams":500}', id="another type"),
        pytest.param(b"not JSON", id="not JSON"),
        pytest.param(b'{"parcel_id":"\xff","grams":500}', id="not UTF-8"),
        pytest.param(b'{"more":' + b"[" * 100_000, id="nested without end"),
        pytest.param(b"", id="empty"),
    ],
)
def test_what_cannot_be_read_is_parked_and_the_consumer_goes_on(steady: Bench, body: bytes):
    steady.weigh("parcel", body=body)
    ((headers, parked),) = eventually(steady.parked)
    assert parked == body
    assert headers["x-error"].startswith("Undecodable: parcel.weighed: ")
    assert headers["x-queue"] == steady.queue
    goes_on(steady)


def test_an_unknown_type_is_parked_and_the_consumer_goes_on(steady: Bench):
    steady.weigh("parcel", attributes={"type": "parcel.eaten"})
    ((headers, _),) = eventually(steady.parked)
    assert headers["x-error"] == "Undecodable: unknown event type 'parcel.eaten'"
    goes_on(steady)


def test_an_event_without_its_attributes_is_parked_and_the_consumer_goes_on(steady: Bench):
    steady.weigh("parcel", attributes={"time": "soon"})
    ((headers, _),) = eventually(steady.parked)
    assert headers["x-error"].startswith("Undecodable: parcel.weighed: Invalid RFC3339")
    goes_on(steady)
