"""What staff and buyers may send to the doors of meanings and of learning."""

from typing import Any

import msgspec
import pytest

from chassis.errors import Malformed
from chassis.reading import read_body, read_query
from services.search.domain.phrasing import Phrase
from services.search.entrypoints.learning_bodies import ClickBody, ReportQuery
from services.search.entrypoints.meaning_bodies import MeaningBody, MeaningEditBody, MeaningQuery

TERM = {"text": "लहठी", "language": "hi", "script": "Deva"}
BODY: dict[str, Any] = {"slug": "lahthi", "kind": "thing", "terms": [TERM | {"weight": 0.8}]}
CLICK: dict[str, Any] = {"search_id": "sea_1", "product_id": "prd_1", "place": 1}


def test_a_meaning_is_read() -> None:
    body = read_body(MeaningBody, msgspec.json.encode(BODY | {"broader": ["chudi"]}))
    assert (body.slug, body.kind, body.categories, body.broader) == (
        "lahthi",
        "thing",
        [],
        ["chudi"],
    )
    (term,) = body.terms
    assert term.phrase() == Phrase(text="लहठी", language="hi", script="Deva", weight=0.8)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"slug": "Lahthi"}, "slug"),
        ({"slug": "lahthi-"}, "slug"),
        ({"slug": "a" * 41}, "slug"),
        ({"kind": "goods"}, "kind"),
        ({"terms": [TERM | {"script": "Beng"}]}, "terms[0].script"),
        ({"terms": [TERM | {"language": "bn"}]}, "terms[0].language"),
        ({"terms": [TERM | {"added_by": "per_1"}]}, "terms[0].added_by"),
        ({"terms": [TERM] * 101}, "terms"),
        ({"terms": []}, "terms"),
        ({"status": "retired"}, "status"),
    ],
)
def test_a_meaning_of_another_form_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_body(MeaningBody, msgspec.json.encode(BODY | change))
    assert refused.value.field == field


def test_what_an_edit_leaves_out_is_none_and_what_it_empties_is_empty() -> None:
    body = read_body(MeaningEditBody, b'{"categories": []}')
    assert (body.categories, body.broader, body.phrases()) == ([], None, None)
    with pytest.raises(Malformed):  # one that nothing says is retired instead
        read_body(MeaningEditBody, b'{"terms": []}')


def test_meanings_are_asked_for_by_kind() -> None:
    query = read_query(MeaningQuery, {"kind": ["need"], "term": ["nal"]})
    assert (query.kind, query.term, query.category, query.limit) == ("need", "nal", "", 20)
    with pytest.raises(Malformed):
        read_query(MeaningQuery, {"kind": ["goods"]})


@pytest.mark.parametrize(
    "change", [{"place": 0}, {"place": 10_001}, {"search_id": ""}, {"person_id": "per_1"}]
)
def test_a_click_of_another_form_is_refused(change: dict[str, Any]) -> None:
    assert read_body(ClickBody, msgspec.json.encode(CLICK)).place == 1
    with pytest.raises(Malformed) as refused:
        read_body(ClickBody, msgspec.json.encode(CLICK | change))
    assert refused.value.field == next(iter(change))


@pytest.mark.parametrize("week", ["2026-W54", "2026-W00", "2026-47", "26-W47", "2026-W47 "])
def test_a_report_is_of_a_week(week: str) -> None:
    assert read_query(ReportQuery, {"week": ["2026-W47"], "kind": ["no_click"]}).kind == "no_click"
    with pytest.raises(Malformed) as refused:
        read_query(ReportQuery, {"week": [week], "kind": ["no_click"]})
    assert refused.value.field == "week"


def test_a_report_is_of_what_lacked_something() -> None:
    with pytest.raises(Malformed):
        read_query(ReportQuery, {"week": ["2026-W47"], "kind": ["no_order"]})
