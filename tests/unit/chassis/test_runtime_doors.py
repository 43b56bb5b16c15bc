"""What the runtime floor does with harm from outside, and when it is told to end."""

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import eventlet
import pytest
from amqp.exceptions import AMQPError
from pymongo.errors import WTimeoutError
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from chassis.doors import Door, door_for
from chassis.errors import Unauthenticated, Unavailable
from chassis.mongo import answering
from chassis.people import Person
from chassis.runtime import publisher
from chassis.runtime.assembled import Assembled
from chassis.runtime.consumer import Consumer
from chassis.runtime.http import HttpDoor
from chassis.runtime.publisher import ConfirmPublisher, Unconfirmed
from chassis.runtime.request import caller_of, cause_of
from chassis.runtime.webserver import HttpServer

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.mark.parametrize("given", ["+919431100027", "x" * 8000, TRACE + "-more", TRACE.upper()])
def test_a_traceparent_that_is_none_goes_nowhere(given: str):
    asked = Request(EnvironBuilder(headers={"traceparent": given}).get_environ())
    assert given not in cause_of(asked).traceparent
    asked = Request(EnvironBuilder(headers={"traceparent": TRACE}).get_environ())
    assert cause_of(asked).traceparent == TRACE


def test_a_callers_broken_line_ends_no_service():
    def breaks(state: Any) -> None:
        raise TimeoutError(110, "Connection timed out")

    closed: list[bool] = []
    server = HttpServer()
    server._serv = SimpleNamespace(process_request=breaks)
    server.process_request(SimpleNamespace(close=lambda: closed.append(True)), ("10.0.0.1", 1))
    assert closed == [True]


def test_a_door_that_stops_takes_its_server_along():
    stopped: list[str] = []
    door = HttpDoor(SimpleNamespace(method="GET", path="/"))  # type: ignore[arg-type]
    door.server = SimpleNamespace(  # type: ignore[assignment]
        unregister_provider=lambda door: stopped.append("door"),
        stop=lambda: stopped.append("server"),
    )
    door.stop()
    assert stopped == ["door", "server"]


def test_a_server_that_never_began_can_stop():
    HttpServer().stop()


def test_a_consumer_that_never_began_is_drained():
    with eventlet.Timeout(1):
        Consumer().drain()


def test_a_consumer_told_to_end_before_the_broker_came_keeps_nobody_waiting():
    consumer = Consumer()
    consumer.stopping = True
    consumer._run()
    with eventlet.Timeout(1):
        consumer._ready.wait()
        consumer._drained.wait()


def test_steady_traffic_does_not_keep_an_unconfirmed_message_waiting(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(publisher, "CONFIRM_SECONDS", 0.1)
    sender = ConfirmPublisher("", "market")
    line: Any = SimpleNamespace(
        connected=True,
        bytes_recv=0,
        corked=nullcontext,
        drain_events=lambda timeout: eventlet.sleep(0.01),
        drain_buffered=lambda: None,
    )
    silent: Any = SimpleNamespace(basic_publish=lambda *_, **__: None)
    first = sender.send("market.events", "parcel.weighed", b"{}")
    sender._write_group(line, silent)
    reader = eventlet.spawn(sender._read, line)
    try:
        with eventlet.Timeout(5), pytest.raises(Unconfirmed):
            first.wait()
    finally:
        reader.kill()


def test_a_line_on_which_only_heartbeats_come_is_alive(monkeypatch: pytest.MonkeyPatch):
    now = [0.0]
    monkeypatch.setattr(publisher.time, "monotonic", lambda: now[0])
    sender, line = ConfirmPublisher("", "market"), SimpleNamespace(bytes_recv=1)
    for _ in range(10):
        now[0] += publisher.HEARTBEAT
        line.bytes_recv += 1
        sender._refuse_silence(line)  # type: ignore[arg-type]
    now[0] += 2 * publisher.HEARTBEAT
    sender._refuse_silence(line)  # type: ignore[arg-type]
    now[0] += 1
    with pytest.raises(AMQPError):
        sender._refuse_silence(line)  # type: ignore[arg-type]


def test_what_waits_for_the_broker_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publisher, "MOST_QUEUED", 2)
    sender = ConfirmPublisher("", "market")
    taken = [sender.send("market.events", "parcel.weighed", b"{}") for _ in range(3)]
    assert [signal.ready() for signal in taken] == [False, False, True]
    with pytest.raises(Unconfirmed):
        taken[2].wait()


def test_what_was_not_confirmed_when_the_line_broke_goes_again_first():
    sent: list[str] = []
    sender = ConfirmPublisher("", "market")
    line: Any = SimpleNamespace(corked=nullcontext)
    channel: Any = SimpleNamespace(
        basic_publish=lambda message, *_, **__: sent.append(message.body)
    )
    for name in ("a", "b"):
        sender.send("market.events", "parcel.weighed", name)  # type: ignore[arg-type]
    sender._write_group(line, channel)
    sender.send("market.events", "parcel.weighed", "c")  # type: ignore[arg-type]
    sender._on_ack(1, False)
    sender._keep_for_later()
    sender._write_group(line, channel)
    assert sent == ["a", "b", "b", "c"]


@pytest.mark.parametrize("loop", ["_relay", "_sweep"])
def test_an_unforeseen_error_of_the_outbox_does_not_end_the_service(
    monkeypatch: pytest.MonkeyPatch, loop: str
):
    errors: list[BaseException] = [RuntimeError("a document of another shape"), KeyboardInterrupt()]

    def fails(*_: Any, **__: Any) -> bool:
        raise errors.pop(0)

    monkeypatch.setattr("chassis.runtime.assembled.SWEEP_EVERY", 0)
    monkeypatch.setattr("chassis.runtime.assembled.Lease.take", fails)
    assembled: Assembled[Any] = Assembled(lambda broker: None)  # type: ignore[arg-type,return-value]
    assembled.assembly = SimpleNamespace(
        relay=SimpleNamespace(publish_group=fails), database={"leases": None}, clock=None
    )
    with pytest.raises(KeyboardInterrupt):
        getattr(assembled, loop)()
    assert errors == []


def test_a_write_without_its_majority_may_come_later():
    with pytest.raises(Unavailable), answering():
        raise WTimeoutError("waiting for replication timed out")


GUEST = Person(id="per_1", grants=[])


class OneToken:
    """`Tokens` that knows one."""

    def person(self, token: str) -> Person:
        if token != "good":
            raise Unauthenticated(field="Authorization")
        return GUEST


def _look(self: Any, call: Any) -> dict[str, str]:
    return {}


def _ask(door: Door, **headers: str) -> Person | None:
    asked = Request(EnvironBuilder(headers=headers).get_environ())
    return caller_of(asked, OneToken(), door)


def test_an_open_door_knows_a_reader_who_shows_a_token():
    door = door_for("GET", "/v1/goods", _look, guests=True)
    assert door.open
    assert _ask(door) is None
    assert _ask(door, Authorization="Bearer good") == GUEST
    with pytest.raises(Unauthenticated):
        _ask(door, Authorization="Bearer bad")


def test_an_open_door_for_strangers_asks_for_no_token():
    door = door_for("GET", "/v1/goods", _look, open=True)
    assert _ask(door, Authorization="Bearer bad") is None


@pytest.mark.parametrize("given", ["", "good", "Basic good", "Bearer "])
def test_a_door_that_is_not_open_asks_for_a_token(given: str):
    door = door_for("GET", "/v1/goods", _look)
    with pytest.raises(Unauthenticated):
        _ask(door, Authorization=given)
    assert _ask(door, Authorization="Bearer good") == GUEST
