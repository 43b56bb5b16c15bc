"""The doors of staff for parked messages: who may, what they ask, what they are told."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from chassis.context import Cause
from chassis.doors import Call
from chassis.errors import Forbidden, Malformed, Unavailable
from chassis.openapi import doors_of
from chassis.people import Grant, Person
from chassis.reading import read_body, read_query
from chassis.runtime.parked.messages import Filters
from chassis.runtime.parked.orders import (
    FilterMissing,
    NotParked,
    Order,
    ParkedReport,
    ReasonMissing,
    must_be_meant,
)
from services.accounts.entrypoints import parked as doors
from services.accounts.entrypoints.parked import ParkedBody, ParkedMessages, ParkedQuery

ADMIN = Person(id="per_admin", grants=[Grant(role="admin")])
CALL = Call(person=ADMIN, language="hi", cause=Cause(), action="parked.drop")


class KeptOrders:
    """Stands for the hand: remembers what it was told to do."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Filters, Order]] = []

    def replay(self, filters: Filters, order: Order) -> ParkedReport:
        return self._keep("replay", filters, order)

    def drop(self, filters: Filters, order: Order) -> ParkedReport:
        return self._keep("drop", filters, order)

    def _keep(self, action: Any, filters: Filters, order: Order) -> ParkedReport:
        self.told.append((action, filters, order))
        return ParkedReport(action=action, dry_run=order.dry_run, messages=[], more=0, unseen=0)


class Doors(ParkedMessages):
    """On a hand of the test's."""

    def __init__(self) -> None:
        self.kept = KeptOrders()

    @contextmanager
    def hand(self) -> Iterator[Any]:
        yield self.kept


def test_each_has_its_action():
    found = {f"{d.method} {d.path}": (d.may, d.key) for d in doors_of(ParkedMessages)}
    assert found == {
        "GET /v1/parked": ("parked.read", "none"),
        "GET /v1/parked/events/<event_id>": ("parked.read", "none"),
        "GET /v1/parked/log": ("parked.read", "none"),
        "POST /v1/parked/drop": ("parked.drop", "optional"),
        "POST /v1/parked/replay": ("parked.replay", "optional"),
    }


@pytest.mark.parametrize("area", ["state:20", "district:324", "block:3086"])
def test_an_area_s_admin_leaves_the_platforms_messages_alone(area: str):
    person = Person(id="per_admin", grants=[Grant(role="admin", area=area)])
    accounts = Doors()
    with pytest.raises(Forbidden):
        accounts.drop_parked(replace(CALL, person=person), body=ParkedBody(why="x", all=True))
    assert accounts.kept.told == []


def test_the_caller_is_who_did_it():
    wanted = {"why": "ठीक हुआ", "event_ids": ["evt_1"], "older_than": "2h", "dry_run": True}
    body = read_body(ParkedBody, msgspec.json.encode(wanted))
    filters = Filters(event_ids=frozenset(["evt_1"]), older_than=7_200)
    order = Order(who="per_admin", why="ठीक हुआ", dry_run=True, limit=100)
    accounts = Doors()
    accounts.replay_parked(replace(CALL, action="parked.replay"), body=body)
    accounts.drop_parked(CALL, body=body)
    assert accounts.kept.told == [("replay", filters, order), ("drop", filters, order)]


def test_a_query_is_a_filter():
    asked = {"event_id": ["evt_1"], "queue": ["orders.*"], "younger_than": ["15m"], "limit": ["7"]}
    query = read_query(ParkedQuery, asked)
    only = Filters(event_ids=frozenset(["evt_1"]), queue="orders.*", younger_than=900)
    assert (query.filters(), query.limit) == (only, 7)
    assert read_query(ParkedQuery, {}).filters() == Filters()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"event_ids": ["evt_1"]}, "why"),
        ({"why": " ", "event_ids": ["evt_1"]}, "why"),
        ({"why": "mended", "older_than": "soon"}, "older_than"),
        ({"why": "mended", "limit": 1_001}, "limit"),
        ({"why": "mended", "who": "another"}, "who"),
    ],
)
def test_a_body_that_does_not_say_it_right_is_refused(wrong: dict[str, Any], field: str):
    with pytest.raises(Malformed) as refused:
        read_body(ParkedBody, msgspec.json.encode(wrong))
    assert refused.value.field == field


def test_everything_is_meant_only_where_it_is_said():
    order = Order(who="per_admin", why="mended")
    with pytest.raises(FilterMissing):
        must_be_meant(Filters(), order)
    must_be_meant(Filters(), msgspec.structs.replace(order, all=True))
    must_be_meant(Filters(queue="orders.*"), order)


@pytest.mark.parametrize("refusal", [ReasonMissing(), FilterMissing(), NotParked()])
def test_refusals_speak_both_languages(refusal: Any):
    assert refusal.detail("hi") != refusal.detail("en")
    assert refusal.status in (404, 422)


def test_a_broker_that_takes_too_long_is_away(monkeypatch: pytest.MonkeyPatch):
    class Settings:
        amqp_url = "amqp://127.0.0.1:9/haat"

    class Service:
        settings = Settings()

    accounts: Any = ParkedMessages()
    accounts.service = Service()
    monkeypatch.setattr(doors, "DEADLINE", 0.01)
    with pytest.raises(Unavailable), accounts.hand():
        doors.eventlet.sleep(5)
