"""Searches of the audit trail: what each finds, page by page, and that each has its index."""

from datetime import timedelta
from typing import Any

import pymongo
import pytest
from pymongo.database import Database

from chassis.pages import CursorNotValid, cursor_of
from contracts.policy import EVERYWHERE
from services.accounts.adapters.trail import MongoTrail
from services.accounts.domain.trail_refusals import RecordNotFound
from services.accounts.queries import trail as queries_of_trail
from services.accounts.queries.trail import Wanted
from tests.integration.chassis.test_indexes import Asked, scans
from tests.unit.accounts.conftest import HeldClock
from tests.unit.accounts.trail_kit import NOON, action

Documents = Database[dict[str, Any]]


def numbers(database: Documents, before: int = 0, limit: int = 100, **wanted: Any) -> list[int]:
    asked = Wanted(**{"areas": [EVERYWHERE]} | wanted)
    return [
        item.number
        for item in queries_of_trail.page(
            database, asked, cursor_of(str(before or "")), limit
        ).items
    ]


@pytest.mark.usefixtures("thirty")
def test_each_filter_finds_what_it_says(database: Documents):
    every = list(range(30, 0, -1))
    assert numbers(database) == every
    assert numbers(database, object="obj_2") == [n for n in every if n % 5 == 2]
    assert numbers(database, actor="per_1") == [n for n in every if n % 3 == 1]
    assert numbers(database, action="order.cancel") == [n for n in every if n % 2]
    assert numbers(database, areas=["district:324"]) == every[10:20]
    assert numbers(database, areas=["district:324", "district:323"]) == every[10:]
    assert numbers(database, areas=["state:20"]) == every
    assert numbers(database, areas=[]) == []
    assert numbers(database, areas=["district:324"], actor="per_1", action="order.cancel") == [
        19,
        13,
    ]


@pytest.mark.usefixtures("thirty")
def test_times_are_of_recording_and_the_end_is_not_included(database: Documents):
    tenth, twentieth = (NOON + timedelta(minutes=minutes) for minutes in (9, 19))
    assert numbers(database, since=tenth, until=twentieth) == list(range(19, 9, -1))
    assert numbers(database, since=tenth + timedelta(seconds=1))[-1] == 11
    assert numbers(database, until=NOON) == []
    assert numbers(database, since=NOON + timedelta(days=1)) == []
    assert numbers(database, since=tenth, action="order.cancel", until=twentieth) == [
        19,
        17,
        15,
        13,
        11,
    ]


@pytest.mark.usefixtures("thirty")
@pytest.mark.parametrize("wanted", [{}, {"actor": "per_1"}, {"actor": "per_1", "object": "obj_2"}])
def test_pages_join_and_end(database: Documents, wanted: dict[str, str]):
    asked, seen, cursor = Wanted(areas=[EVERYWHERE], **wanted), [], ""
    for _ in range(20):
        page = queries_of_trail.page(database, asked, cursor, 3)
        seen += [item.number for item in page.items]
        if not page.next:
            break
        cursor = page.next
    assert page.next == ""
    assert seen == numbers(database, **wanted)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("cursor", ["26", cursor_of("ord_1"), cursor_of("-1"), cursor_of("9" * 17)])
def test_a_cursor_that_is_none_of_ours_is_refused(database: Documents, cursor: str):
    with pytest.raises(CursorNotValid):
        queries_of_trail.page(database, Wanted(areas=[EVERYWHERE]), cursor, 20)


@pytest.mark.usefixtures("thirty")
def test_pages_do_not_move_when_something_comes_in(database: Documents, trail: MongoTrail):
    asked = Wanted(areas=[EVERYWHERE])
    first = queries_of_trail.page(database, asked, "", 10)
    trail.append(action(31))
    second = queries_of_trail.page(database, asked, first.next, 10)
    assert [item.number for item in second.items] == list(range(20, 10, -1))


def test_a_search_of_two_filters_looks_at_so_many_and_says_where_to_go_on(
    database: Documents, trail: MongoTrail, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(queries_of_trail, "MOST_LOOKED_AT", 15)
    monkeypatch.setattr(queries_of_trail, "BATCH", 5)
    for number in range(1, 41):
        trail.append(action(number, actor_id="per_1", action="a.b" if number == 1 else "c.d"))
    asked = Wanted(areas=[EVERYWHERE], actor="per_1", action="a.b")
    first = queries_of_trail.page(database, asked, "", 4)
    assert (first.items, first.next) == ([], cursor_of("26"))
    second = queries_of_trail.page(database, asked, first.next, 4)
    third = queries_of_trail.page(database, asked, second.next, 4)
    assert ([item.number for item in third.items], third.next) == ([1], "")


@pytest.mark.usefixtures("thirty")
def test_one_record_is_shown_to_whom_may_see_it(database: Documents):
    kept = queries_of_trail.record(database, 15, lambda areas: "district:324" in areas)
    assert (kept.number, kept.object_id, kept.areas) == (15, "obj_0", ["district:324", "state:20"])
    for number, may in ((15, False), (99, True), (0, True)):
        with pytest.raises(RecordNotFound):
            queries_of_trail.record(database, number, lambda areas, may=may: may)


@pytest.mark.usefixtures("thirty")
def test_no_search_scans(database: Documents, mongo_url: str):
    asked, names = Asked(), ("object", "actor", "action")
    with pymongo.MongoClient[dict[str, Any]](
        mongo_url, tz_aware=True, event_listeners=[asked]
    ) as client:
        watched = client[database.name]
        for wanted in ({}, *({name: "x"} for name in names), {"areas": ["district:324"]}):
            numbers(watched, before=20, **wanted)
        numbers(watched, areas=["district:324", "district:325"], since=NOON, until=NOON)
        MongoTrail(watched, HeldClock()).append(action(1))
    filters = [wanted for name, wanted in asked.filters if name == "trail"]
    # a range of numbers alone is the order in which MongoDB keeps them; the local server has no
    # plan for it
    filters = [wanted for wanted in filters if wanted.keys() - {"_id"} or "$lt" not in str(wanted)]
    filters = [wanted for wanted in filters if wanted]
    assert [sorted(wanted) for wanted in filters][:4] == [
        ["_id", "object_id"],
        ["_id", "actor_id"],
        ["_id", "action"],
        ["_id", "areas"],
    ]
    assert [wanted for wanted in filters if scans(database, "trail", wanted)] == []
