"""What HTTP doors read, and what they say to a body that does not fit."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from chassis.aadhaar import AadhaarNotTaken
from chassis.context import Cause
from chassis.doors import Body, Call, Empty, door_for
from chassis.errors import Forbidden, Malformed, Unauthenticated
from chassis.people import Grant, Person
from chassis.reading import UnknownField, read_body, read_query
from contracts.values import PIN, whole


class Line(Body):
    """One line."""

    product_id: str
    quantity: Annotated[int, Meta(ge=1)]


class Wish(Body):
    """A body with a list and a choice."""

    lines: list[Line]
    method: Literal["card", "cod"] = "card"
    tags: Annotated[list[Literal["tribal", "chhath"]], Meta(max_length=5)] = []
    grade: Literal["A", "B"] | None = None
    note: Annotated[str, Meta(max_length=5)] = ""


class Free(Body):
    """A text without limits."""

    note: str


class Page(Body):
    """A query."""

    limit: Annotated[int, Meta(ge=1, le=50)] = 20
    cod: bool = False
    most: int | None = None
    since: datetime | None = None


def test_a_body_is_read_as_its_type():
    raw = b'{"lines":[{"product_id":"prd_1","quantity":2}],"method":"cod"}'
    assert read_body(Wish, raw) == Wish(lines=[Line(product_id="prd_1", quantity=2)], method="cod")


def test_a_whole_number_may_be_written_with_a_point():
    raw = b'{"lines":[{"product_id":"p","quantity":2.0}]}'
    assert read_body(Wish, raw).lines[0].quantity == 2


@pytest.mark.parametrize(
    ("raw", "field", "allowed"),
    [
        (b'{"lines":[{"product_id":"p"}]}', "lines[0].quantity", "missing"),
        (b"{}", "lines", "missing"),
        (b'{"lines":[{"product_id":"p","quantity":"2"}]}', "lines[0].quantity", "int"),
        (b'{"lines":[{"product_id":"p","quantity":0}]}', "lines[0].quantity", "int >= 1"),
        (b'{"lines":[{"product_id":"p","quantity":1.5}]}', "lines[0].quantity", "int"),
        (b'{"lines":{}}', "lines", "array"),
        (b'{"lines":[],"note":"longer"}', "note", "str of length <= 5"),
        (b'{"lines":null}', "lines", "array"),
        (b"[]", "body", "object"),
        (b"", "body", "JSON"),
        (b"lines", "body", "JSON"),
        (b"605x", "body", "JSON"),
        (b"[" * 100_000, "body", "JSON"),
        (b"\xff", "body", "JSON"),
    ],
)
def test_a_body_that_does_not_fit_names_the_field_and_what_is_allowed(raw, field, allowed):
    with pytest.raises(Malformed) as refused:
        read_body(Wish, raw)
    assert refused.value.field == field
    if allowed == "missing":
        assert "missing required field" in refused.value.detail("en")
    else:
        assert refused.value.allowed == allowed
    assert refused.value.detail("hi").startswith("भेजी गई जानकारी पढ़ी नहीं जा सकी: ")
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("raw", "field", "allowed"),
    [
        (b'{"lines":[],"method":"upi"}', "method", "card, cod"),
        (b'{"lines":[],"grade":"C"}', "grade", "A, B"),
        (b'{"lines":[],"tags":["chhath","new"]}', "tags[1]", "chhath, tribal"),
    ],
)
def test_a_word_outside_the_choice_is_told_which_words_there_are(raw, field, allowed):
    with pytest.raises(Malformed) as refused:
        read_body(Wish, raw)
    assert refused.value.allowed == allowed
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b'{"lines":[],"currency":"INR"}', "currency"),
        (b'{"lines":[{"product_id":"p","quantity":1,"price":1}]}', "lines[0].price"),
    ],
)
def test_an_unknown_field_is_refused_by_name(raw: bytes, field: str):
    with pytest.raises(UnknownField) as refused:
        read_body(Wish, raw)
    name = field.rpartition(".")[2]
    assert refused.value.field == field
    assert refused.value.code == "unknown_field"
    assert refused.value.detail("en") == f"There is no such field here: {name}"
    assert refused.value.detail("hi") == f"यह फ़ील्ड मान्य नहीं है: {name}"


def test_a_query_is_read_from_text():
    assert read_query(Page, {"limit": ["5"], "cod": ["true"]}) == Page(limit=5, cod=True)
    assert read_query(Page, {}) == Page()


@pytest.mark.parametrize(
    ("values", "field", "allowed"),
    [
        ({"limit": ["51"]}, "limit", "int <= 50"),
        ({"limit": ["many"]}, "limit", "int"),
        ({"limit": ["5", "6"]}, "limit", "once"),
        ({"most": ["null"]}, "most", "a value"),
        ({"since": ["0.5"]}, "since", "a time as RFC 3339 writes it"),
    ],
)
def test_a_query_that_does_not_fit_names_its_parameter(values, field, allowed):
    with pytest.raises(Malformed) as refused:
        read_query(Page, values)
    assert (refused.value.field, refused.value.allowed) == (field, allowed)


def test_an_unknown_parameter_is_refused():
    with pytest.raises(UnknownField) as refused:
        read_query(Page, {"colour": ["red"]})
    assert refused.value.field == "colour"
    with pytest.raises(UnknownField):
        read_query(None, {"colour": ["red"]})
    assert read_query(None, {}) is None


def test_everything_that_is_wrong_with_a_body_is_told_at_once():
    raw = b'{"lines":[{"product_id":"p","quantity":0}],"note":"longer","grade":"C","gift":1}'
    with pytest.raises(Malformed) as refused:
        read_body(Wish, raw)
    faults = [refused.value, *refused.value.others]
    assert sorted((fault.field, fault.allowed) for fault in faults) == [
        ("gift", ""),
        ("grade", "A, B"),
        ("lines[0].quantity", "int >= 1"),
        ("note", "str of length <= 5"),
    ]
    assert all(fault.in_body for fault in faults)


def test_an_aadhaar_number_gets_through_no_door():
    with pytest.raises(AadhaarNotTaken) as refused:
        read_body(Free, b'{"note":"mine is 2341 2341 2346"}')
    assert refused.value.field == "note"
    with pytest.raises(AadhaarNotTaken):
        read_query(Free, {"note": ["234123412346"]})


def test_a_door_is_read_from_its_function():
    def place(self: Any, call: Call, body: Wish, query: Page) -> Line:
        """Place a wish.

        More words.
        """
        raise NotImplementedError

    door = door_for("POST", "/v1/wishes", place, status=201, may="order.place")
    assert (door.method, door.path, door.summary) == ("POST", "/v1/wishes", "Place a wish.")
    assert (door.body, door.query, door.answer) == (Wish, Page, Line)
    assert (door.status, door.key, door.may) == (201, "optional", "order.place")
    assert (door.open, door.raw, door.sure) == (False, False, False)


def test_a_door_without_types_takes_nothing_and_answers_nothing():
    def look_around(self, call):
        raise NotImplementedError

    door = door_for("GET", "/v1/around", look_around)
    assert (door.summary, door.body, door.query, door.answer) == ("look around", None, None, Empty)
    assert (door.status, door.key, door.may) == (200, "none", "")


def test_a_rule_that_no_door_knows_is_refused():
    with pytest.raises(TypeError):
        door_for("GET", "/v1/around", lambda self, call: None, role="admin")


def call(seed: str = "", person: Person | None = None) -> Call:
    return Call(person=person, language="hi", cause=Cause(correlation_id="req_1"), seed=seed)


def test_what_a_request_makes_has_the_same_id_at_each_repeat():
    assert call("0192").id_for("ord") == "ord_0192"
    assert call().id_for("ord") == call().id_for("ord")
    assert call().id_for("ord").startswith("ord_")


def test_anothers_request_id_does_not_bring_anothers_ids():
    mine, other = (Person(id=id, grants=[]) for id in ("per_1", "per_2"))
    assert call(person=mine).id_for("ord") == call(person=mine).id_for("ord")
    assert call(person=mine).id_for("ord") != call(person=other).id_for("ord")


def test_a_call_asks_the_policy_table_and_notes_that_it_did():
    person = Person(id="per_1", grants=[Grant(role="buyer")])
    asked = msgspec.structs.replace(call(person=person), action="order.cancel")
    assert asked.asked == []
    assert asked.may(owners=("per_1",)) is True
    assert asked.may(owners=("per_2",)) is False
    with pytest.raises(Forbidden):
        asked.must(owners=("per_2",))
    assert asked.asked == ["order.cancel"] * 3


def test_a_stranger_may_nothing_that_depends_on_who_it_is():
    asked = msgspec.structs.replace(call(), action="product.read")
    assert asked.may(owners=("per_1",)) is False
    with pytest.raises(Unauthenticated):
        asked.must(owners=("per_1",))


def test_a_stranger_is_nobody():
    with pytest.raises(AssertionError):
        call().who  # noqa: B018
    person = Person(id="per_1", grants=[Grant(role="buyer")])
    assert call(person=person).who is person


def test_a_line_break_after_the_pattern_is_not_part_of_it():
    class Place(Body):
        """Where."""

        pin: Annotated[str, whole(PIN)]

    assert read_body(Place, b'{"pin":"814112"}').pin == "814112"
    for wrong in (b'{"pin":"814112\\n"}', b'{"pin":"\\n814112"}', b'{"pin":"8141123"}'):
        with pytest.raises(Malformed):
            read_body(Place, wrong)
