"""The broker raises an alarm: writers are told to come back, nobody hangs, nothing is lost."""

import os
import subprocess
import uuid
from collections.abc import Callable, Iterator

import pytest

from deploy.local.rabbitmq import node_environment
from deploy.local.settings import load_settings
from tests.conftest import TEST_ENVIRONMENT
from tests.integration.chassis.bench import Bench, eventually

pytestmark = pytest.mark.skipif(
    "HAAT_TEST_AMQP_URL" in os.environ, reason="that broker is not ours to alarm"
)
CONTROL = "/usr/lib/rabbitmq/bin/rabbitmqctl"
NO_MEMORY, PLENTY = "0.00001", "0.4"


@pytest.fixture
def memory() -> Iterator[Callable[[str], None]]:
    """Sets the share of memory from which on the broker raises its alarm."""
    settings = load_settings(os.environ | TEST_ENVIRONMENT)

    def set_to(share: str) -> None:
        subprocess.run(
            [CONTROL, "set_vm_memory_high_watermark", share],
            env=os.environ | node_environment(settings),
            check=True,
            capture_output=True,
        )

    yield set_to
    set_to(PLENTY)


def test_an_alarm_turns_writers_away_until_it_is_over(steady: Bench, memory: Callable[[str], None]):
    parcel_id = f"parcel_{uuid.uuid4().hex[:8]}"
    memory(NO_MEMORY)
    accepted = [0]

    def refused() -> bool:
        answer = steady.post("/weigh", parcel_id=parcel_id)
        accepted[0] += answer.status_code == 200
        return answer.status_code == 503

    eventually(refused)  # the broker tells who publishes, so the first one is still let in
    answer = steady.post("/weigh", parcel_id=parcel_id)
    assert (answer.json()["code"], answer.json()["errors"][0]["parameter"]) == (
        "unavailable",
        "broker",
    )
    assert answer.headers["Retry-After"] == "2"
    assert steady.weighed(parcel_id) == accepted[0] >= 1
    assert steady.labelled(parcel_id) == 0
    assert steady.get("/healthz").status_code == 200
    blocked = f'haat_broker_blocked{{service="{steady.name}"}} 1.0'
    assert blocked in steady.get("/metrics").text
    asked = steady.post("/ask", service=steady.name, seconds=30)
    assert (asked.status_code, asked.json()["errors"][0]["parameter"]) == (503, "broker")

    memory(PLENTY)
    eventually(lambda: steady.post("/weigh", parcel_id=parcel_id).status_code == 200)
    eventually(lambda: steady.labelled(parcel_id) == accepted[0] + 1)
    eventually(lambda: steady.waiting() == 0)
    assert steady.parked() == []
