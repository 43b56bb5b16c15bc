"""The kit on a real broker: order of work and ack, repeats, poison, drain, lost subscriptions."""

from threading import Event
from typing import Any

import pytest

from partners.kit import Api, Settings, ShipmentEvent
from tests.integration.partners.own_broker import OwnBroker, eventually
from tests.integration.partners.partner_at_work import PartnerAtWork
from tests.integration.partners.queue_of_a_partner import DELIVERY_LIMIT, QueueOfAPartner


class Notebook:
    """A partner's function that notes what it is given, and fails or waits where told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.fails: set[str] = set()
        self.waits: set[str] = set()
        self.go_on = Event()

    def __call__(self, event: ShipmentEvent, _api: Api) -> None:
        self.begun.append(event.shipment_id)
        if event.shipment_id in self.fails:
            raise SystemExit(f"cannot handle {event.shipment_id}")
        if event.shipment_id in self.waits:
            assert self.go_on.wait(60)
        self.done.append(event.shipment_id)


def test_every_event_is_handled_and_then_acked(
    queue: QueueOfAPartner, partner: PartnerAtWork
) -> None:
    notes = Notebook()
    for number in range(30):
        queue.publish(f"shp_{number}")
    partner.start(notes)
    eventually(lambda: len(notes.done) == 30)
    partner.stop()

    assert sorted(notes.done) == sorted(f"shp_{number}" for number in range(30))
    assert queue.left() == []


def test_poison_does_not_stop_others_and_is_parked(
    queue: QueueOfAPartner, partner: PartnerAtWork
) -> None:
    notes = Notebook()
    notes.fails = {"shp_poison"}
    queue.publish("shp_poison")
    queue.publish("shp_broken", body=b"\xff not JSON")
    queue.publish("shp_later", kind="shipment.weighed")
    for number in range(10):
        queue.publish(f"shp_{number}")
    partner.start(notes)
    eventually(lambda: notes.begun.count("shp_poison") == DELIVERY_LIMIT + 1)
    eventually(lambda: queue.parked() == ["evt_shp_broken", "evt_shp_poison"])
    partner.stop()

    assert sorted(notes.done) == sorted(f"shp_{number}" for number in range(10))
    assert queue.left() == []


def test_an_event_that_fails_once_is_handled_at_its_second_attempt(
    queue: QueueOfAPartner, partner: PartnerAtWork
) -> None:
    notes = Notebook()
    notes.fails = {"shp_1"}

    def recovers(event: ShipmentEvent, api: Api) -> None:
        try:
            notes(event, api)
        finally:
            notes.fails.clear()

    queue.publish("shp_1")
    partner.start(recovers)
    eventually(lambda: notes.done == ["shp_1"])
    partner.stop()

    assert notes.begun == ["shp_1", "shp_1"]
    assert queue.left() == []
    assert queue.parked() == []


def test_a_repeat_is_recognised_during_the_work_and_after_it(
    queue: QueueOfAPartner, partner: PartnerAtWork
) -> None:
    notes = Notebook()
    notes.waits = {"shp_1"}
    partner.start(notes)
    queue.publish("shp_1")
    eventually(lambda: notes.begun == ["shp_1"])
    queue.publish("shp_1")
    queue.publish("shp_2")
    eventually(lambda: notes.done == ["shp_2"])
    notes.go_on.set()
    eventually(lambda: notes.done == ["shp_2", "shp_1"])
    queue.publish("shp_1")
    queue.publish("shp_3")
    eventually(lambda: notes.done == ["shp_2", "shp_1", "shp_3"])
    partner.stop()

    assert notes.begun == ["shp_1", "shp_2", "shp_3"]
    assert queue.left() == []


def test_stopping_finishes_what_is_in_hand_and_gives_back_the_rest(
    queue: QueueOfAPartner, settings: Settings
) -> None:
    notes = Notebook()
    notes.waits = {"shp_0"}
    partner = PartnerAtWork(_changed(settings, workers=1))
    for number in range(4):
        queue.publish(f"shp_{number}")
    partner.start(notes)
    eventually(lambda: notes.begun == ["shp_0"])
    partner.ask_to_stop()
    eventually(lambda: queue.waiting() == 3)
    notes.go_on.set()
    partner.stop()

    assert notes.done == ["shp_0"]
    assert sorted(queue.left()) == ["evt_shp_1", "evt_shp_2", "evt_shp_3"]


def test_heartbeats_go_on_during_slow_work(queue: QueueOfAPartner, settings: Settings) -> None:
    notes = Notebook()
    notes.waits = {"shp_1"}
    separator = "&" if "?" in settings.amqp_url else "?"
    partner = PartnerAtWork(
        _changed(settings, amqp_url=f"{settings.amqp_url}{separator}heartbeat=1")
    )
    queue.publish("shp_1")
    partner.start(notes)
    assert not notes.go_on.wait(5), "five silent heartbeats: the broker would have hung up"
    notes.go_on.set()
    eventually(lambda: notes.done == ["shp_1"])
    partner.stop()

    assert notes.begun == ["shp_1"]
    assert queue.left() == []


def test_a_queue_that_is_not_there_yet_or_goes_away_is_waited_for(
    queue: QueueOfAPartner, partner: PartnerAtWork, caplog: pytest.LogCaptureFixture
) -> None:
    notes = Notebook()
    queue.delete()
    partner.start(notes)
    eventually(lambda: "NOT_FOUND" in caplog.text)
    queue.declare()
    queue.publish("shp_1")
    eventually(lambda: notes.done == ["shp_1"])
    queue.delete()
    eventually(lambda: "the broker ended the subscription" in caplog.text)
    queue.declare()
    queue.publish("shp_2")
    eventually(lambda: notes.done == ["shp_1", "shp_2"])
    partner.stop()

    assert notes.done == ["shp_1", "shp_2"]
    assert queue.left() == []


def test_reading_its_queue_is_the_only_right_a_partner_needs(own_broker: OwnBroker) -> None:
    queue = QueueOfAPartner(own_broker.url)
    queue.declare()
    own_broker.ctl("add_user", "reader", "pw")
    own_broker.ctl("set_permissions", "reader", "^$", "^$", f"^{queue.name}$".replace(".", "\\."))
    notes = Notebook()
    notes.fails = {"shp_poison"}
    url = own_broker.url.replace("guest:guest", "reader:pw")
    partner = PartnerAtWork(_settings(url, queue.name))
    queue.publish("shp_1")
    queue.publish("shp_poison")
    queue.publish("shp_broken", body=b"{}")
    partner.start(notes)
    eventually(lambda: queue.parked() == ["evt_shp_broken", "evt_shp_poison"])
    partner.stop()

    assert notes.done == ["shp_1"]
    assert queue.left() == []


def _settings(url: str, queue: str) -> Settings:
    return Settings(amqp_url=url, queue=queue, api_url="http://127.0.0.1:1", api_key="hk_k_s")


def _changed(settings: Settings, **changes: Any) -> Settings:
    return Settings(**{**vars(settings), **changes})
