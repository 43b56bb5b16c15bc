"""What HTTP doors read, and what they say to a body that does not fit."""

from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta

from chassis.context import Cause
from chassis.doors import Body, Call, Empty, UnknownField, door_for, read_body, read_query
from chassis.errors import Malformed
from chassis.people import Grant, Person


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


class Page(Body):
    """A query."""

    limit: Annotated[int, Meta(ge=1, le=50)] = 20
    cod: bool = False


def test_a_body_is_read_as_its_type():
    raw = b'{"lines":[{"product_id":"prd_1","quantity":2}],"method":"cod"}'
    assert read_body(Wish, raw) == Wish(lines=[Line(product_id="prd_1", quantity=2)], method="cod")


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
    assert read_query(Page, {"limit": "5", "cod": "true"}) == Page(limit=5, cod=True)
    assert read_query(Page, {}) == Page()


@pytest.mark.parametrize(
    ("values", "field", "allowed"),
    [({"limit": "51"}, "limit", "int <= 50"), ({"limit": "many"}, "limit", "int")],
)
def test_a_query_that_does_not_fit_names_its_parameter(values, field, allowed):
    with pytest.raises(Malformed) as refused:
        read_query(Page, values)
    assert (refused.value.field, refused.value.allowed) == (field, allowed)


def test_an_unknown_parameter_is_refused():
    with pytest.raises(UnknownField) as refused:
        read_query(Page, {"colour": "red"})
    assert refused.value.field == "colour"


def test_a_door_is_read_from_its_function():
    def place(self: Any, call: Call, body: Wish, query: Page) -> Line:
        """Place a wish.

        More words.
        """
        raise NotImplementedError

    door = door_for("POST", "/v1/wishes", place, status=201, idempotent=True, role="buyer")
    assert (door.method, door.path, door.summary) == ("POST", "/v1/wishes", "Place a wish.")
    assert (door.body, door.query, door.answer) == (Wish, Page, Line)
    assert (door.status, door.idempotent, door.role) == (201, True, "buyer")
    assert (door.open, door.raw) == (False, False)


def test_a_door_without_types_takes_nothing_and_answers_nothing():
    def look_around(self, call):
        raise NotImplementedError

    door = door_for("GET", "/v1/around", look_around)
    assert (door.summary, door.body, door.query, door.answer) == ("look around", None, None, Empty)
    assert (door.status, door.idempotent, door.role) == (200, False, None)


def call(seed: str = "", person: Person | None = None) -> Call:
    return Call(person=person, language="hi", cause=Cause(correlation_id="req_1"), seed=seed)


def test_what_a_request_makes_has_the_same_id_at_each_repeat():
    assert call("0192").id_for("ord") == "ord_0192"
    assert call().id_for("ord") == call().id_for("ord")
    assert call().id_for("ord").startswith("ord_")


def test_a_stranger_is_nobody():
    with pytest.raises(AssertionError):
        call().who  # noqa: B018
    person = Person(id="per_1", grants=[Grant(role="buyer")])
    assert call(person=person).who is person
