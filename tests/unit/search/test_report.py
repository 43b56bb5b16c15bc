"""The report of what was looked for in vain."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.pages import CursorNotValid, cursor_of, place_of
from services.search.adapters.tallies import Lack, Tally
from services.search.domain.meaning import Meaning, Term
from services.search.domain.weights import Weights
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.vocabulary import Vocabulary
from services.search.queries.planning import Planner
from services.search.queries.report import lacking, nearest

AT = datetime(2026, 11, 22, tzinfo=UTC)
WEEK: tuple[str, Lack] = ("2026-W47", "no_result")
TALLIES = [Tally("cudi", "chudi", 9), Tally("diya", "diya", 4), Tally("tawa", "tawa", 4)]


def meaning(slug: str, *said: str) -> Meaning:
    terms = [
        Term(text=text, language="hi", script="Deva", added_by="haat", added_at=AT) for text in said
    ]
    return Meaning(id=slug, status="known", kind="thing", terms=terms)


@pytest.fixture
def planner() -> Planner:
    lexicon = Lexicon([meaning("chudi", "चूड़ी"), meaning("lahthi", "लाख की चूड़ी")])
    vocabulary = Vocabulary()
    vocabulary.add(lexicon.vocabulary)
    return Planner(lexicon, vocabulary, Weights())


class Counted:
    """Tallies that are given."""

    def __init__(self, tallies: Sequence[Tally]) -> None:
        self.tallies = tallies

    def lacking(self, week: str, lack: Lack, after: Tally | None, limit: int) -> list[Tally]:
        assert (week, lack) == WEEK
        later = [t for t in self.tallies if after is None or _place(t) > _place(after)]
        return later[:limit]


def _place(tally: Tally) -> tuple[int, str]:
    return -tally.asked, tally.key


def test_queries_come_page_by_page_with_the_meanings_nearest_to_them(planner: Planner) -> None:
    counted: Any = Counted(TALLIES)
    first = lacking(counted, planner, WEEK, "", 2)
    assert [(one.words, one.asked, one.meanings) for one in first.items] == [
        ("chudi", 9, ["chudi"]),
        ("diya", 4, []),
    ]
    rest = lacking(counted, planner, WEEK, place_of(first.next), 2)
    assert [one.words for one in rest.items] == ["tawa"]
    assert rest.next == ""


def test_another_pages_cursor_is_refused(planner: Planner) -> None:
    counted: Any = Counted(TALLIES)
    with pytest.raises(CursorNotValid):
        lacking(counted, planner, WEEK, place_of(cursor_of("prd_1")), 2)
    with pytest.raises(CursorNotValid):
        lacking(counted, planner, WEEK, place_of(cursor_of('["x", "y"]')), 2)


def test_a_misspelt_word_leads_to_what_may_have_been_meant(planner: Planner) -> None:
    assert nearest("choorri", planner) == ["chudi"]
    assert nearest("lakh ki chudi", planner) == ["lahthi", "chudi"]
    assert nearest("xyzzy", planner) == []
