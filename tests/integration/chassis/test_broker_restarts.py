"""The broker dies and comes back: publisher and consumer go on, nothing confirmed is lost."""

import os
import re
import uuid

import pytest

from tests.conftest import ROOT, TEST_ENVIRONMENT
from tests.integration.chassis.bench import Bench, eventually

DATA = ROOT / TEST_ENVIRONMENT["HAAT_VAR"] / "rabbitmq" / "mnesia" / "haat@localhost"
NAMES = DATA / "quorum" / "haat@localhost" / "names.dets"


def are_written_down(*queues: str) -> bool:
    """RabbitMQ 3.10 keeps the names of new quorum queues in memory for up to three seconds.

    Killed in that time it comes back with an empty queue that never gets a leader.
    """
    names = NAMES.read_bytes()
    return all(re.search(re.escape(queue).encode() + rb"(?!\.)", names) for queue in queues)


@pytest.mark.skipif("HAAT_TEST_AMQP_URL" in os.environ, reason="that broker is not ours to kill")
def test_nothing_is_lost_when_the_broker_dies(steady: Bench, haat_command):
    run = uuid.uuid4().hex[:8]
    parcels = [f"parcel_{run}_{number}" for number in range(60)]
    own = (steady.queue, steady.labels)
    eventually(lambda: are_written_down(*own, *(f"{queue}.suspect" for queue in own)))
    for parcel_id in parcels[:20]:
        assert steady.post("/weigh", parcel_id=parcel_id).status_code == 200
    haat_command("kill", "rabbitmq")
    for parcel_id in parcels[20:40]:
        assert steady.post("/weigh", parcel_id=parcel_id).status_code == 200
    haat_command("wait")
    for parcel_id in parcels[40:]:
        assert steady.post("/weigh", parcel_id=parcel_id).status_code == 200
    for parcel_id in parcels:
        eventually(lambda parcel_id=parcel_id: steady.labelled(parcel_id) == 1, seconds=60)
    eventually(lambda: steady.waiting() == 0, seconds=60)
    assert [steady.labelled(p) for p in parcels] == [1] * 60
    assert steady.runs
    assert steady.parked() == []
