"""The sample partner's process on a real broker, while it or the broker is killed or stopped."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from partners.kit.practice import PretendHaat
from tests.integration.partners.own_broker import OwnBroker, eventually
from tests.integration.partners.queue_of_a_partner import QueueOfAPartner

StartSample = Callable[..., "subprocess.Popen[str]"]
ROAD = ["picked_up", "in_transit", "out_for_delivery"]


def status(haat: PretendHaat, shipment_id: str) -> Any:
    return haat.shipments[shipment_id]["status"]


def steps(haat: PretendHaat, shipment_id: str) -> list[str]:
    return [step["status"] for step in haat.shipments[shipment_id]["events"]]


def parcel_with_a_silent_door(haat: PretendHaat, shipment_id: str) -> None:
    """Its buyer has the code, but no SMS with it has come."""
    haat.add(shipment_id, code="")
    haat.shipments[shipment_id]["code"] = ""


def the_code_arrives(haat: PretendHaat, shipment_id: str) -> None:
    haat.shipments[shipment_id]["code"] = "4821"
    text = {
        "id": "1",
        "to": haat.shipments[shipment_id]["to"]["phone"],
        "text": f"{shipment_id} 4821",
    }
    haat.sms.append(text | {"at": datetime.now(UTC).isoformat()})


def test_after_kill_9_at_the_door_the_next_process_goes_on_from_there(
    queue: QueueOfAPartner, haat: PretendHaat, start_sample: StartSample
) -> None:
    parcel_with_a_silent_door(haat, "shp_1")
    first = start_sample()
    queue.publish("shp_1")
    eventually(lambda: status(haat, "shp_1") == "out_for_delivery")
    assert queue.waiting() == 0
    first.kill()
    eventually(lambda: queue.waiting() == 1)
    second = start_sample()
    the_code_arrives(haat, "shp_1")
    eventually(lambda: status(haat, "shp_1") == "delivered")
    second.send_signal(signal.SIGTERM)

    assert second.wait(timeout=60) == 0
    assert steps(haat, "shp_1") == [*ROAD, "delivered"]
    assert queue.left() == []


def test_sigterm_at_the_door_finishes_the_parcel_and_begins_no_other(
    queue: QueueOfAPartner, haat: PretendHaat, start_sample: StartSample
) -> None:
    parcel_with_a_silent_door(haat, "shp_1")
    haat.add("shp_2")
    process = start_sample(WORKERS=1)
    queue.publish("shp_1")
    queue.publish("shp_2")
    eventually(lambda: status(haat, "shp_1") == "out_for_delivery")
    process.send_signal(signal.SIGTERM)
    eventually(lambda: queue.waiting() == 1)
    the_code_arrives(haat, "shp_1")

    assert process.wait(timeout=60) == 0
    assert steps(haat, "shp_1") == [*ROAD, "delivered"]
    assert status(haat, "shp_2") == "created"
    assert queue.left() == ["evt_shp_2"]


def test_a_slow_door_does_not_hold_up_other_parcels(
    queue: QueueOfAPartner, haat: PretendHaat, start_sample: StartSample
) -> None:
    parcel_with_a_silent_door(haat, "shp_slow")
    process = start_sample()
    queue.publish("shp_slow")
    eventually(lambda: status(haat, "shp_slow") == "out_for_delivery")
    others = [f"shp_{number:04}x" for number in range(12)]
    for number, shipment_id in enumerate(others):
        haat.add(shipment_id, code=f"{5000 + number}")
        queue.publish(shipment_id)
    eventually(lambda: all(status(haat, other) == "delivered" for other in others))
    assert status(haat, "shp_slow") == "out_for_delivery"
    the_code_arrives(haat, "shp_slow")
    eventually(lambda: status(haat, "shp_slow") == "delivered")
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=60) == 0
    assert queue.left() == []


def test_the_partner_outlives_a_kill_of_the_broker(
    own_broker: OwnBroker,
    monkeypatch: pytest.MonkeyPatch,
    haat: PretendHaat,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("HAAT_TEST_AMQP_URL", own_broker.url)
    queue: QueueOfAPartner = request.getfixturevalue("queue")
    start_sample: StartSample = request.getfixturevalue("start_sample")
    parcel_with_a_silent_door(haat, "shp_1")
    haat.add("shp_2")
    process = start_sample()
    queue.publish("shp_1")
    eventually(lambda: status(haat, "shp_1") == "out_for_delivery")
    own_broker.kill()
    own_broker.start()
    queue.publish("shp_2")
    eventually(lambda: status(haat, "shp_2") == "delivered")
    the_code_arrives(haat, "shp_1")
    eventually(lambda: status(haat, "shp_1") == "delivered")
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=60) == 0
    assert steps(haat, "shp_1") == [*ROAD, "delivered"]
    assert steps(haat, "shp_2") == [*ROAD, "delivered"]
    assert queue.left() == []


def test_without_settings_the_sample_says_what_is_missing() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "partners.sample"],
        capture_output=True,
        text=True,
        env={"HAAT_PARTNER_QUEUE": "q"},
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == (
        "The sample partner cannot start: HAAT_PARTNER_AMQP_URL is missing; "
        "HAAT_PARTNER_API_URL is missing; HAAT_PARTNER_API_KEY is missing\n"
    )
