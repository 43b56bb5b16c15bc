"""What staff may make of meanings, and what stays as it was."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chassis.application import Application, Handler
from chassis.context import Actor, Cause, acting, begin
from chassis.errors import Changed, Invalid
from chassis.memory import MemoryStore
from chassis.people import Person
from chassis.store import Write
from chassis.work import Work
from contracts.message import Message
from services.search.commands import AddMeaning, EditMeaning, RestoreMeaning, RetireMeaning
from services.search.domain.meaning import Meaning
from services.search.domain.phrasing import Phrase
from services.search.domain.refusals import (
    BroaderCircular,
    BroaderNotKnown,
    CategoryNotListed,
    MeaningNotFound,
    MeaningTaken,
    TermEmpty,
    TermTooLong,
    TermTwice,
    WeightOutOfRange,
)
from services.search.handlers.meanings import (
    add_meaning,
    edit_meaning,
    restore_meaning,
    retire_meaning,
)
from services.search.tables import MEANINGS

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
RITA, MOHAN = Person(id="per_rita", grants=[]), Person(id="per_mohan", grants=[])
HANDLERS: Mapping[type[Message], Handler[Any]] = {
    AddMeaning: add_meaning,
    EditMeaning: edit_meaning,
    RetireMeaning: retire_meaning,
    RestoreMeaning: restore_meaning,
}
LAHTHI = Phrase(text="लहठी", language="hi", script="Deva")
LATHI = Phrase(text="lathi", language="hi", script="Latn", weight=0.8)
BANGLE = Phrase(text="lac bangle", language="en", script="Latn")
ADDED = AddMeaning(
    meaning_id="lahthi",
    kind="thing",
    categories=["lac-bangles"],
    broader=[],
    phrases=[LAHTHI, LATHI],
    by=RITA,
)


class Desk:
    """The pipeline over a store in memory; its time moves on by a minute with each message."""

    def __init__(self) -> None:
        self.store, self.at = MemoryStore(MEANINGS), NOW
        self._app = Application("search", self.store, HANDLERS, self._ports, outbox=self)
        self.written: list[Write] = []

    def _ports(self, work: Work) -> Any:
        self.meanings, self.clock = work.repository(MEANINGS), self
        return self

    def now(self) -> datetime:
        return self.at

    def offer(self, write: Write) -> None:
        self.written.append(write)

    def ask(self, message: Message) -> None:
        self._app.handle(message)
        self.at += timedelta(minutes=1)

    def kept(self, slug: str = "lahthi") -> Meaning:
        found = Work(self.store, "search", self).repository(MEANINGS).find(slug)
        assert found is not None
        return found


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.ask(ADDED)
    return desk


def edit(**changes: Any) -> EditMeaning:
    return EditMeaning(meaning_id="lahthi", by=MOHAN, **changes)


def test_a_new_meaning_says_who_added_its_terms_and_when(desk: Desk) -> None:
    meaning = desk.kept()
    assert (meaning.status, meaning.kind, meaning.changed_at) == ("known", "thing", NOW)
    assert [(t.text, t.weight, t.added_by, t.added_at) for t in meaning.terms] == [
        ("लहठी", 1.0, "per_rita", NOW),
        ("lathi", 0.8, "per_rita", NOW),
    ]


def test_the_same_addition_twice_is_one(desk: Desk) -> None:
    desk.ask(ADDED)
    assert desk.kept().version == 1


def test_a_slug_is_given_once(desk: Desk) -> None:
    with pytest.raises(MeaningTaken):
        desk.ask(replace(ADDED, phrases=[BANGLE]))
    assert desk.kept().version == 1


def test_terms_that_stay_keep_who_added_them(desk: Desk) -> None:
    desk.ask(edit(phrases=[replace(LAHTHI, weight=0.9), BANGLE]))
    meaning = desk.kept()
    assert meaning.changed_at == NOW + timedelta(minutes=1)
    assert [(t.text, t.weight, t.added_by, t.added_at) for t in meaning.terms] == [
        ("लहठी", 0.9, "per_rita", NOW),
        ("lac bangle", 1.0, "per_mohan", NOW + timedelta(minutes=1)),
    ]


def test_what_is_left_out_stays(desk: Desk) -> None:
    desk.ask(edit(categories=["lac-bangles", "woodcraft"]))
    assert desk.kept().categories == ["lac-bangles", "woodcraft"]
    assert [t.text for t in desk.kept().terms] == ["लहठी", "lathi"]


def test_saying_it_as_it_is_changes_nothing(desk: Desk) -> None:
    desk.ask(edit(phrases=[LAHTHI, LATHI], categories=["lac-bangles"], broader=[]))
    assert (desk.kept().version, desk.kept().changed_at) == (1, NOW)


def test_terms_are_kept_in_one_form(desk: Desk) -> None:
    desk.ask(edit(phrases=[replace(BANGLE, text="  lac   bangle\u0301 ")]))
    assert [t.text for t in desk.kept().terms] == ["lac banglé"]


def test_a_retired_meaning_can_be_restored(desk: Desk) -> None:
    desk.ask(RetireMeaning(meaning_id="lahthi"))
    desk.ask(RetireMeaning(meaning_id="lahthi"))
    assert (desk.kept().status, desk.kept().version) == ("retired", 2)
    assert desk.kept().changed_at == NOW + timedelta(minutes=1)
    desk.ask(RestoreMeaning(meaning_id="lahthi"))
    desk.ask(RestoreMeaning(meaning_id="lahthi"))
    assert (desk.kept().status, desk.kept().version) == ("known", 3)


@pytest.mark.parametrize(
    "message",
    [edit(if_match=7), RetireMeaning(meaning_id="lahthi", if_match=7)],
    ids=["edit", "retire"],
)
def test_who_has_seen_another_version_changes_nothing(desk: Desk, message: Message) -> None:
    with pytest.raises(Changed):
        desk.ask(message)
    assert desk.kept().version == 1


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(MeaningNotFound) as refused:
        desk.ask(RetireMeaning(meaning_id="nowhere"))
    assert refused.value.field == "meaning_id"


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"categories": ["lac-bangles", "no-such"]}, CategoryNotListed, "categories[1]"),
        ({"broader": ["no-such"]}, BroaderNotKnown, "broader[0]"),
        ({"broader": ["lahthi"]}, BroaderCircular, "broader[0]"),
        ({"phrases": [LAHTHI, replace(LATHI, text=" !? ")]}, TermEmpty, "terms[1].text"),
        ({"phrases": [replace(LATHI, text="a b c d e f g h i")]}, TermTooLong, "terms[0].text"),
        ({"phrases": [replace(LATHI, text="a" * 81)]}, TermTooLong, "terms[0].text"),
        ({"phrases": [replace(LATHI, weight=0.29)]}, WeightOutOfRange, "terms[0].weight"),
        ({"phrases": [replace(LATHI, weight=1.01)]}, WeightOutOfRange, "terms[0].weight"),
        ({"phrases": [LATHI, replace(LATHI, text="Lathi ")]}, TermTwice, "terms[1].text"),
    ],
)
def test_what_is_wrong_is_refused_by_its_field(
    desk: Desk, changes: dict[str, Any], refusal: type[Invalid], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        desk.ask(edit(**changes))
    assert refused.value.field == field
    assert desk.kept().version == 1


def test_terms_at_the_limits_are_taken(desk: Desk) -> None:
    desk.ask(edit(phrases=[replace(LATHI, text="a b c d e f g h", weight=0.3)]))
    desk.ask(edit(phrases=[replace(LATHI, text="a" * 80)]))
    assert [t.text for t in desk.kept().terms] == ["a" * 80]


def test_no_meaning_is_wider_than_itself_by_way_of_others(desk: Desk) -> None:
    desk.ask(replace(ADDED, meaning_id="chudi", phrases=[BANGLE]))
    desk.ask(replace(ADDED, meaning_id="gahna", phrases=[BANGLE]))
    desk.ask(edit(broader=["chudi"]))
    desk.ask(EditMeaning(meaning_id="chudi", by=RITA, broader=["gahna"]))
    with pytest.raises(BroaderCircular):
        desk.ask(EditMeaning(meaning_id="gahna", by=RITA, broader=["lahthi"]))
    assert desk.kept("gahna").broader == []


def test_a_retired_meaning_is_nobodys_wider_one_anew_but_stays_where_it_is(desk: Desk) -> None:
    desk.ask(replace(ADDED, meaning_id="chudi", phrases=[BANGLE]))
    desk.ask(edit(broader=["chudi"]))
    desk.ask(RetireMeaning(meaning_id="chudi"))
    desk.ask(edit(broader=["chudi"], categories=[]))
    assert (desk.kept().broader, desk.kept().categories) == (["chudi"], [])
    with pytest.raises(BroaderNotKnown):
        desk.ask(replace(ADDED, meaning_id="kada", broader=["chudi"], phrases=[BANGLE]))


def test_staff_leave_a_record_of_what_they_changed(desk: Desk) -> None:
    begin(Cause())
    acting(Actor(person_id="per_mohan", role="officer", action="meaning.edit"))
    desk.ask(edit(categories=[]))
    (record,) = desk.store.events("meanings", "lahthi")
    assert record.key == "action.recorded"
    assert b'"categories[0]"' in record.body
