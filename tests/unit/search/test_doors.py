"""Who may ask what of search's own doors."""

from types import SimpleNamespace
from typing import Any

import pytest

from chassis.context import Cause
from chassis.doors import Call
from chassis.errors import Forbidden, Unauthenticated
from chassis.pages import cursor_of
from chassis.people import Grant, Person
from services.search.domain.found import Found, Part
from services.search.domain.hits import Hit
from services.search.entrypoints.api import Api
from services.search.entrypoints.bodies import SearchQuery, SimilarQuery, SuggestQuery
from tests.unit.search.desks import ToldFinder, desk, hits
from tests.unit.search.listings import listed

PART = Part(what="all words", points=9.2)
BUYER = Person(id="per_1", grants=[])
CATALOGUER = Person(id="per_2", grants=[Grant(role="officer", kind="cataloguer")])


class Noted:
    """Stands for the query log: keeps what it was told."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, Found, str]] = []

    def note(self, asked: str, found: Found, language: str) -> None:
        self.noted.append((asked, found, language))


def api() -> tuple[Any, ToldFinder, Noted]:
    """The doors over one lahthi set, the index behind them, and the log."""
    one = listed("prd_1")
    found = hits(one, total=20)
    found.hits[0] = Hit(one, 9.5, [9.5, "prd_1"], [PART])
    finder, log, made = ToldFinder(found, listed=[one]), Noted(), Api()
    made.service = SimpleNamespace(desk=desk(finder), querylog=log)  # type: ignore[assignment]
    return made, finder, log


def call(person: Person | None) -> Call:
    return Call(person=person, language="hi", cause=Cause(), action="search.explain")


@pytest.mark.parametrize("person", [None, BUYER, CATALOGUER])
def test_anybody_may_search_and_is_told_no_reasons(person: Person | None) -> None:
    doors, _, log = api()
    found = doors.search(call(person), SearchQuery(q="lathi"))
    assert [(one.product_id, one.explanation) for one in found.items] == [("prd_1", None)]
    assert log.noted == [("lathi", found, "hi")]


def test_a_further_page_is_the_same_search() -> None:
    doors, finder, log = api()
    second = SearchQuery(q="lathi", cursor=cursor_of('["enough",9.5,"prd_1"]'))
    assert doors.search(call(None), second).items
    assert finder.calls[0][-1].after == [9.5, "prd_1"]
    assert log.noted == []


@pytest.mark.parametrize(("person", "refused"), [(None, Unauthenticated), (BUYER, Forbidden)])
def test_only_staff_may_ask_why(person: Person | None, refused: type[Exception]) -> None:
    doors, finder, log = api()
    with pytest.raises(refused):
        doors.search(call(person), SearchQuery(q="lathi", explain=True))
    assert (finder.calls, log.noted) == ([], [])


@pytest.mark.parametrize("person", [CATALOGUER, Person(id="p", grants=[Grant(role="admin")])])
def test_staff_are_told_why(person: Person) -> None:
    doors, finder, _ = api()
    found = doors.search(call(person), SearchQuery(q="lathi", explain=True))
    assert found.items[0].explanation == [PART]
    assert finder.calls[0][-1].explain is True


def test_anybody_is_suggested_to_and_shown_what_is_alike() -> None:
    doors, _, _ = api()
    kinds = [one.kind for one in doors.suggest(call(None), SuggestQuery(q="lah")).items]
    assert kinds == ["category", "product"]
    assert doors.find_similar(call(None), "prd_1", SimilarQuery()).items == []
