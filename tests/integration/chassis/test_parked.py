"""The operator's hand on the real broker: nothing is lost, out of order, or done unrecorded."""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pika
import pytest

from chassis.errors import Unavailable
from chassis.runtime.parked import command as parked_command
from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.messages import Filters
from chassis.runtime.parked.orders import NotParked, Order
from tests.integration.chassis.bench import ROOT, eventually
from tests.integration.chassis.lot import NOW, Lot

ORDER = Order(who="asha", why="the provider is well again")
ALL = Order(who="asha", why="the provider is well again", all=True)


@pytest.fixture
def lot(amqp_url: str) -> Iterator[Lot]:
    with closing(Lot(amqp_url)) as lot:
        yield lot


def test_looking_keeps_the_order_however_often(lot: Lot):
    ids = [lot.park(number) for number in range(120)]
    page = lot.hand.page(Filters(), limit=5)
    assert [parked.event_id for parked in page.messages] == ids[:5]
    assert (page.more, page.looked_at, page.unseen) == (115, 120, 0)
    for _ in range(3):
        assert lot.ids() == ids
    assert eventually(lambda: lot.all_of(lot.queue))[0][0].message_id == ids[0]


def test_a_message_tells_where_and_why_it_failed(lot: Lot):
    lot.park(1)
    (parked,) = lot.hand.page(Filters(), limit=1).messages
    assert (parked.event_id, parked.type, parked.queue) == ("evt_1", "order.placed", lot.home)
    assert (parked.error, parked.attempt) == ("TooHeavy: too_heavy", 3)
    assert (parked.service, parked.handler) == ("orders", "on_placed")
    assert parked.first_failed_at is not None
    assert parked.first_failed_at.timestamp() == NOW - 600


def test_filters_go_together(lot: Lot):
    lot.park(1)
    lot.park(2, **{"x-error": "KeyError: 'pin'"})
    lot.park(3, **{"x-first-failed-at": NOW - 100_000})
    lot.park(4, **{"x-queue": f"{lot.home}.other"})
    assert lot.ids(error="keyerror") == ["evt_2"]
    assert lot.ids(older_than=86_400) == ["evt_3"]
    assert lot.ids(younger_than=86_400, queue=lot.home) == ["evt_1", "evt_2"]
    assert lot.ids(queue=f"{lot.home}.*") == ["evt_4"]
    assert lot.ids(event_ids=frozenset(["evt_1", "evt_4"]), error="heavy") == ["evt_1", "evt_4"]


def test_one_is_shown_in_full_but_nobody_in_it(lot: Lot):
    lot.park(1)
    lot.park(2)
    (shown,) = lot.hand.show("evt_2")
    assert shown.body == {"order_id": "ord_2", "buyer": {"phone": "…"}}
    assert shown.headers["cloudEvents:sequence"] == 2
    assert shown.headers["x-handler"] == "on_placed"
    with pytest.raises(NotParked):
        lot.hand.show("evt_3")


def test_a_replayed_message_is_the_same_event_on_its_first_attempt(lot: Lot):
    lot.park(1)
    lot.park(2, partner="ptn_1")
    lot.park(3)
    report = lot.hand.replay(Filters(event_ids=frozenset(["evt_2"])), ORDER)
    told = [(m.event_id, m.queue, m.result) for m in report.messages]
    assert told == [("evt_2", lot.home, "replayed")]
    ((properties, body),) = lot.all_of(lot.home)
    assert properties.message_id == "evt_2"
    assert properties.headers == {
        "cloudEvents:id": "evt_2",
        "cloudEvents:type": "order.placed",
        "cloudEvents:sequence": 2,
        "partner": "ptn_1",
    }
    assert (properties.delivery_mode, properties.timestamp) == (2, NOW)
    assert properties.content_type == "application/json"
    assert json.loads(body)["buyer"] == {"phone": "+919812345678"}
    assert lot.ids() == ["evt_1", "evt_3"]


def test_a_body_goes_back_as_it_came(lot: Lot):
    properties = pika.BasicProperties(
        content_encoding="utf-16", message_id="evt_1", headers={"x-queue": lot.home}
    )
    lot.channel.basic_publish("", lot.queue, b"\xff\xfe{\x00", properties, mandatory=True)
    lot.hand.replay(Filters(), ALL)
    ((properties, body),) = lot.all_of(lot.home)
    assert (properties.content_encoding, body) == ("utf-16", b"\xff\xfe{\x00")


def test_a_dry_run_changes_nothing(lot: Lot):
    ids = [lot.park(number) for number in range(3)]
    for act, word in ((lot.hand.replay, "would_replay"), (lot.hand.drop, "would_drop")):
        report = act(Filters(), Order(who="asha", why="to see", all=True, dry_run=True, limit=2))
        assert [(m.event_id, m.result) for m in report.messages] == [(id, word) for id in ids[:2]]
        assert (report.dry_run, report.more) == (True, 1)
    assert lot.ids() == ids
    assert lot.ids_home() == []
    assert lot.recorded() == []


def test_what_has_no_queue_to_go_to_stays_and_is_told(lot: Lot):
    lot.park(1, **{"x-queue": "gone.for.ever"})
    lot.park(2)
    lot.park(3, **{"x-queue": None})
    report = lot.hand.replay(Filters(), ALL)
    assert [m.result for m in report.messages] == ["unroutable", "replayed", "no_queue"]
    assert report.failed
    assert lot.ids() == ["evt_1", "evt_3"]
    assert lot.ids_home() == ["evt_2"]
    who, why = ALL.who, ALL.why
    assert lot.recorded() == [
        (who, why, "replay", "evt_1", ""),
        (who, why, "replay", "evt_1", "unroutable"),
        (who, why, "replay", "evt_2", ""),
        (who, why, "replay", "evt_3", ""),
        (who, why, "replay", "evt_3", "no_queue"),
    ]


def test_what_the_broker_parked_goes_home_and_not_into_a_delay(lot: Lot):
    """As with a message in quarantine: the first queue that gave it up was a delay."""
    suspect, delay = f"{lot.home}.suspect", f"delay.{lot.home}"
    ends = {"x-delivery-limit": 0, "x-dead-letter-routing-key": lot.queue}
    waits = {"x-message-ttl": 1, "x-dead-letter-routing-key": suspect}
    shared = {"x-queue-type": "quorum", "x-dead-letter-exchange": ""}
    try:
        lot.channel.queue_declare(suspect, durable=True, arguments=shared | ends)
        lot.channel.queue_declare(delay, durable=True, arguments=shared | waits)
        properties = pika.BasicProperties(message_id="evt_1", delivery_mode=2)
        lot.channel.basic_publish("", delay, b"{}", properties, mandatory=True)
        method = eventually(lambda: lot.channel.basic_get(suspect)[0])
        lot.channel.basic_nack(method.delivery_tag, requeue=True)
        (parked,) = eventually(lambda: lot.hand.page(Filters(), limit=1).messages)
    finally:
        lot.channel.queue_delete(suspect)
        lot.channel.queue_delete(delay)
    assert (parked.queue, parked.error) == (lot.home, "broker: delivery_limit")
    assert parked.first_failed_at is not None
    lot.hand.replay(Filters(), ALL)
    ((properties, _),) = lot.all_of(lot.home)
    assert (properties.message_id, properties.headers or {}) == ("evt_1", {})


def test_what_is_dropped_is_gone_and_recorded(lot: Lot, caplog: pytest.LogCaptureFixture):
    for number in range(3):
        lot.park(number)
    order = Order(who="asha", why="a test's, says +919812345678")
    with caplog.at_level(logging.INFO, "chassis.runtime.parked"):
        report = lot.hand.drop(Filters(event_ids=frozenset(["evt_1"])), order)
    assert [(m.event_id, m.result) for m in report.messages] == [("evt_1", "dropped")]
    assert lot.ids() == ["evt_0", "evt_2"]
    assert lot.ids_home() == []
    assert lot.recorded() == [("asha", "a test's, says …", "drop", "evt_1", "")]
    (entry,) = lot.hand.history(limit=10)
    told = (entry.type, entry.queue, entry.error)
    assert told == ("order.placed", lot.home, "TooHeavy: too_heavy")
    (line,) = caplog.records
    fields = vars(line)
    assert line.getMessage() == "a parked message was dropped"
    assert (fields["who"], fields["why"]) == ("asha", "a test's, says …")
    assert (fields["event_id"], fields["queue"]) == ("evt_1", lot.home)


def test_the_log_tells_the_last_entries_or_those_of_one_event(lot: Lot):
    assert lot.hand.history(limit=5) == []
    for number in range(6):
        lot.park(number)
    lot.hand.drop(Filters(), ALL)
    last = lot.hand.history(limit=2)
    assert [entry.event_id for entry in last] == ["evt_4", "evt_5"]
    (first,) = lot.hand.history(limit=2, event_id="evt_0")
    assert (first.event_id, first.action) == ("evt_0", "drop")


def test_what_fails_again_is_not_replayed_again_in_the_same_run(lot: Lot):
    """What is parked goes back into the parking queue itself."""
    ids = [lot.park(number, **{"x-queue": lot.queue}) for number in range(3)]
    report = lot.hand.replay(Filters(), ALL)
    assert [m.result for m in report.messages] == ["replayed"] * 3
    assert lot.ids() == ids
    assert len(lot.recorded()) == 3


KILLED = """
import os, signal, sys
import amqp
from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.messages import Filters
from chassis.runtime.parked.orders import Order

acks, ack = [], amqp.Channel.basic_ack

def dies_at_the_third(channel, tag):
    acks.append(tag)
    if len(acks) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    ack(channel, tag)

amqp.Channel.basic_ack = dies_at_the_third
hand = Hand(sys.argv[1], queue=sys.argv[2], log=sys.argv[3])
hand.replay(Filters(), Order(who="asha", why="to be killed", all=True))
"""


def test_a_kill_between_publish_and_ack_loses_nothing(lot: Lot):
    ids = [lot.park(number) for number in range(5)]
    command = [sys.executable, "-W", "ignore", "-c", KILLED, lot.url, lot.queue, lot.log]
    killed = subprocess.run(command, cwd=ROOT, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    first = lot.ids_home()
    assert first == ids[:3]
    left = eventually(lot.ids)
    assert left == ids[-len(left) :]  # in order; the third is in both, with the same id
    assert "evt_2" in left
    report = lot.hand.replay(Filters(), ALL)
    assert [m.result for m in report.messages] == ["replayed"] * len(left)
    assert lot.ids_home() == left
    assert lot.ids() == []


def test_a_broker_that_is_away_is_told():
    hand = Hand("amqp://nobody:none@127.0.0.1:9/haat")
    with pytest.raises(Unavailable):
        hand.page(Filters(), limit=1)


def test_a_queue_that_was_never_made_holds_nothing(amqp_url: str):
    hand = Hand(amqp_url, queue="never.made", log="never.made.log")
    assert hand.page(Filters(), limit=1).messages == []
    assert hand.history(limit=1) == []


def ran(lot: Lot, command: list[str], *words: str) -> subprocess.CompletedProcess[str]:
    """The command line on this lot."""
    return subprocess.run(
        [*command, *words, "--queue-of-parked", lot.queue, "--stream-of-log", lot.log],
        cwd=ROOT,
        env=os.environ | {"HAAT_AMQP_URL": lot.url, "HAAT_ENV_FILE": os.devnull},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_command_does_what_the_hand_does(lot: Lot):
    for number in range(3):
        lot.park(number)
    haat = [str(Path(sys.executable).parent / "haat"), "parked"]
    listed = ran(lot, haat, "list", "--limit", "2")
    assert listed.returncode == 0, listed.stderr
    lines = listed.stdout.splitlines()
    assert lines[0].split() == ["SINCE", "EVENT", "ID", "TYPE", "QUEUE", "TRIES", "ERROR"]
    assert "evt_0" in lines[1]
    assert lines[-1] == "1 more match."
    replayed = ran(lot, haat, "replay", "evt_1", "--who", "ravi", "--why", "mended", "--json")
    assert replayed.returncode == 0, replayed.stderr
    assert json.loads(replayed.stdout)["messages"][0]["result"] == "replayed"
    told = json.loads(replayed.stderr)
    assert (told["who"], told["why"], told["event_id"]) == ("ravi", "mended", "evt_1")
    assert lot.ids_home() == ["evt_1"]
    for refused in (["--who", "ravi"], ["evt_9", "--who", "ravi"]):
        assert ran(lot, haat, "drop", *refused, "--why", "none").returncode == 1
    logged = ran(lot, haat, "log", "--json")
    assert [entry["event_id"] for entry in json.loads(logged.stdout)] == ["evt_1"]


def test_the_image_has_the_command_too(lot: Lot):
    lot.park(1)
    module = [sys.executable, "-m", parked_command.__name__]
    listed = ran(lot, module, "list", "--json")
    assert json.loads(listed.stdout)["messages"][0]["event_id"] == "evt_1"
