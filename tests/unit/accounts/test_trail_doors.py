"""The doors of the audit trail: who may look where, and that a file says who took it."""

import csv
import io
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from chassis import policy
from chassis.context import Actor, Cause, acting, begin
from chassis.doors import Call
from chassis.memory import MemoryStore
from chassis.openapi import doors_of
from chassis.people import Grant, Person
from contracts.envelope import decode
from services.accounts.domain.trail import Head, linked
from services.accounts.domain.trail_refusals import RecordNotFound
from services.accounts.entrypoints.trail import AuditTrail, ExportQuery, TrailQuery
from services.accounts.entrypoints.trail_csv import COLUMNS, csv_of
from services.accounts.queries import trail as queries_of_trail
from services.accounts.queries.trail import RecordView, TrailPage, Wanted
from tests.unit.accounts.conftest import HeldClock
from tests.unit.accounts.trail_kit import NOON, action

DEOGHAR = Grant(role="officer", area="district:324", kind="district_approver")


def view(number: int, **other: Any) -> RecordView:
    kept = linked(Head(number=number - 1), action(number, **other), NOON)
    return msgspec.convert(kept | {"number": number}, RecordView)


def call(may: str, *grants: Grant) -> Call:
    person = Person(id="per_7", grants=[Grant(role="buyer"), *grants])
    return Call(person=person, language="hi", cause=Cause(), action=may)


class Doors(AuditTrail):
    """On a service of the test's, where a page is what the test says."""

    def __init__(self) -> None:
        self.offered: list[Any] = []
        self.service = SimpleNamespace(  # type: ignore[assignment]
            name="accounts",
            store=MemoryStore(),
            clock=HeldClock(),
            relay=SimpleNamespace(offer=self.offered.append),
            trail_database=None,
        )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Wanted, str, int]]:
    """What was searched for; two records are found."""
    asked: list[tuple[Wanted, str, int]] = []

    def page(database: Any, wanted: Wanted, cursor: str, limit: int) -> TrailPage:
        asked.append((wanted, cursor, limit))
        return TrailPage(items=[view(9), view(4, reason="=HYPERLINK(1)")], next="abc")

    monkeypatch.setattr(queries_of_trail, "page", page)
    return asked


def test_an_export_needs_a_second_step_and_all_doors_only_look():
    found = {f"{d.method} {d.path}": (d.may, d.sure) for d in doors_of(AuditTrail)}
    assert found == {
        "GET /v1/audit": ("audit.read", False),
        "GET /v1/audit/<number>": ("audit.read", False),
        "GET /v1/audit/export": ("audit.export", True),
    }


@pytest.mark.parametrize(
    ("grant", "areas"),
    [
        (Grant(role="admin"), ["everywhere"]),
        (Grant(role="admin", area="state:20"), ["state:20"]),
        (Grant(role="auditor", area="district:324"), ["district:324"]),
        (DEOGHAR, ["district:324"]),
        (Grant(role="officer", area="district:324", kind="field"), []),
        (Grant(role="agent", area="district:324"), []),
        (Grant(role="seller"), []),
    ],
)
def test_staff_look_in_their_area_and_others_nowhere(grant: Grant, areas: list[str]):
    person = call("audit.read", grant).who
    assert policy.areas_for(person, "audit.read") == areas
    assert policy.areas_for(person, "audit.export") == areas


def test_a_search_is_held_to_the_areas_of_the_caller(asked: list[Any]):
    query = TrailQuery(
        object="sel_1", actor="per_1", action="a.b", since=NOON, cursor="abc", limit=7
    )
    page = Doors().list_records(call("audit.read", DEOGHAR), query)
    assert [item.number for item in page.items] == [9, 4]
    wanted = Wanted(areas=["district:324"], object="sel_1", actor="per_1", action="a.b", since=NOON)
    assert asked == [(wanted, "abc", 7)]


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "٣", "9" * 17])
def test_what_is_no_number_is_no_record(number: str):
    with pytest.raises(RecordNotFound):
        Doors().show_record(call("audit.read", DEOGHAR), number)


def test_an_export_says_who_took_it_and_is_recorded_before_it_is_given(asked: list[Any]):
    begin(Cause())
    acting(Actor(person_id="per_7", role="officer", action="audit.export", area="district:324"))
    doors = Doors()
    text = doors.export_records(call("audit.export", DEOGHAR), ExportQuery(action="a.b"))
    begin(Cause())
    assert asked == [(Wanted(areas=["district:324"], action="a.b"), "", 1_000)]
    assert text.decode().startswith(
        "Haat audit trail,taken by per_7,2025-11-03T06:30:00+00:00,in confidence\r\n"
    )
    (write,) = doors.offered
    event, _ = decode(write.outbox[0].headers, write.outbox[0].body)
    assert (event.action, event.actor_id) == ("audit.export", "per_7")
    assert (event.object_kind, event.object_id, event.areas) == ("audit", "4-9", ["district:324"])


def test_a_file_has_a_line_a_record_and_says_where_it_goes_on():
    page = TrailPage(items=[view(9), view(4, reason="=HYPERLINK(1)")], next="abc")
    at = datetime(2025, 11, 3, tzinfo=UTC)
    rows = list(csv.reader(io.StringIO(csv_of(page, who="per_7", at=at).decode())))
    assert rows[1] == list(COLUMNS)
    first, second = (dict(zip(COLUMNS, row, strict=True)) for row in rows[2:4])
    assert (first["number"], first["areas"]) == ("9", "district:324 state:20")
    assert first["changes"] == "status: submitted > approved"
    assert second["reason"] == "'=HYPERLINK(1)"
    assert rows[4:] == [["next", "abc"]]
