"""What counts as a breaking change of a published type: each rule broken once, on a toy."""

from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from chassis.asyncapi.schemas import breaks, schema_of


class Inner(msgspec.Struct):
    """A value inside."""

    hi: str
    en: str = ""


class Node(msgspec.Struct):
    """A value that holds its like."""

    name: str
    under: list["Node"] = []


NOTHING = object()


def toy(kind: Any, default: Any = NOTHING) -> type[msgspec.Struct]:
    """An event with the field `x` of this type."""
    field = ("x", kind) if default is NOTHING else ("x", kind, default)
    return msgspec.defstruct("Toy", [("id", str), field], kw_only=True)


def compared(kept: type[msgspec.Struct], present: type[msgspec.Struct]) -> list[str]:
    return breaks("toy.made", schema_of(kept), schema_of(present))


def limited(kind: Any, **limits: Any) -> Any:
    return Annotated[kind, Meta(**limits)]


def of_unit(name: str) -> Any:
    return Annotated[int, Meta(extra_json_schema={"x-unit": name})]


def shape(**fields: Any) -> Any:
    return msgspec.defstruct("Shape", list(fields.items()), kw_only=True)


ONE_TYPE_FOR_ANOTHER = [
    pytest.param(int, str, "x: type changed from integer to string", id="retyped"),
    pytest.param(int, int | None, "x: type changed from integer to integer or null", id="nullable"),
    pytest.param(str | None, str, "x: type changed from null or string to string", id="no null"),
    pytest.param(int, float, "x: type changed from integer to number", id="widened"),
    pytest.param(str, bytes, "x: type changed from string to string (base64)", id="form"),
    pytest.param(Any, str, "x: type changed from anything to string", id="anything"),
    pytest.param(list[int], list[str], "x[]: type changed from integer to string", id="items"),
    pytest.param(
        dict[str, int], dict[str, str], "x{}: type changed from integer to string", id="values"
    ),
    pytest.param(
        tuple[int, int], tuple[int, str], "x[1]: type changed from integer to string", id="place"
    ),
    pytest.param(
        list[shape(a=int)],
        list[shape(a=str)],
        "x[].a: type changed from integer to string",
        id="inside a list",
    ),
    pytest.param(shape(a=int, b=int), shape(a=int), "x.b: field removed or renamed", id="gone"),
    pytest.param(shape(a=int), shape(a=int, b=int), "x.b: new field is required", id="required"),
    pytest.param(
        Literal["a", "b"] | None, Literal["a"] | None, 'x: value "b" removed', id="in a union"
    ),
    pytest.param(Literal["a", "b"], Literal["a"], 'x: value "b" removed', id="word removed"),
    pytest.param(str, Literal["a", "b"], 'x: narrowed to the values "a", "b"', id="narrowed"),
    pytest.param(
        str, limited(str, pattern="^a$"), 'x: pattern tightened from none to "^a$"', id="pattern"
    ),
    pytest.param(
        limited(str, pattern="^a"),
        limited(str, pattern="^b"),
        'x: pattern tightened from "^a" to "^b"',
        id="another pattern",
    ),
    pytest.param(
        limited(str, max_length=9),
        limited(str, max_length=8),
        "x: maxLength tightened from 9 to 8",
        id="shorter",
    ),
    pytest.param(
        str, limited(str, min_length=1), "x: minLength tightened from none to 1", id="longer"
    ),
    pytest.param(int, limited(int, ge=0), "x: minimum tightened from none to 0", id="least"),
    pytest.param(
        limited(int, lt=9),
        limited(int, lt=8),
        "x: exclusiveMaximum tightened from 9 to 8",
        id="below",
    ),
    pytest.param(
        int, limited(int, multiple_of=5), "x: multipleOf tightened from none to 5", id="steps"
    ),
    pytest.param(
        list[int],
        limited(list[int], max_length=3),
        "x: maxItems tightened from none to 3",
        id="fewer items",
    ),
    pytest.param(
        of_unit("paise"), of_unit("rupees"), "x: unit changed from paise to rupees", id="unit"
    ),
    pytest.param(of_unit("paise"), int, "x: unit changed from paise to none", id="no unit"),
]


@pytest.mark.parametrize(("kept", "present", "told"), ONE_TYPE_FOR_ANOTHER)
def test_a_type_that_breaks_readers_is_told(kept: Any, present: Any, told: str):
    assert compared(toy(kept), toy(present)) == [f"toy.made: {told}"]


def test_a_removed_field_is_told():
    present = msgspec.defstruct("Toy", [("id", str)])
    assert compared(toy(int), present) == ["toy.made: x: field removed or renamed"]


def test_a_renamed_field_is_told_as_gone_and_as_new():
    present = msgspec.defstruct("Toy", [("id", str), ("y", int)])
    assert compared(toy(int), present) == [
        "toy.made: x: field removed or renamed",
        "toy.made: y: new field is required",
    ]


def test_a_removed_optional_field_is_told_too():
    present = msgspec.defstruct("Toy", [("id", str)])
    assert compared(toy(int, 0), present) == ["toy.made: x: field removed or renamed"]


def test_an_optional_field_that_becomes_required_is_told():
    assert compared(toy(int, 0), toy(int)) == ["toy.made: x: field became required"]


def test_another_default_is_told():
    assert compared(toy(int, 0), toy(int, 1)) == ["toy.made: x: default changed from 0 to 1"]
    assert compared(toy(int | None, None), toy(int | None, 7)) == [
        "toy.made: x: default changed from none to 7"
    ]


def test_a_type_that_refuses_unknown_fields_from_now_on_is_told():
    kept = msgspec.defstruct("Toy", [("id", str)])
    present = msgspec.defstruct("Toy", [("id", str)], forbid_unknown_fields=True)
    assert compared(kept, present) == ["toy.made: data: unknown fields refused"]
    assert compared(present, kept) == []


def test_every_break_is_told_at_every_place():
    kept, present = toy(dict[str, shape(a=int, b=int)]), toy(dict[str, shape(a=str)])
    assert compared(kept, present) == [
        "toy.made: x{}.a: type changed from integer to string",
        "toy.made: x{}.b: field removed or renamed",
    ]


@pytest.mark.parametrize(
    ("kept", "present"),
    [
        pytest.param(toy(int), toy(int), id="nothing"),
        pytest.param(toy(int), toy(int, 3), id="optional from now on"),
        pytest.param(toy(Literal["a"]), toy(Literal["a", "b"]), id="one more word"),
        pytest.param(toy(Literal["a"]), toy(str), id="any word"),
        pytest.param(toy(limited(str, max_length=8)), toy(limited(str, max_length=9)), id="wider"),
        pytest.param(toy(limited(int, ge=1)), toy(limited(int, ge=0)), id="lower"),
        pytest.param(toy(limited(str, pattern="a")), toy(str), id="no pattern"),
        pytest.param(toy(int), toy(of_unit("paise")), id="a unit is said"),
        pytest.param(toy(int | str), toy(str | int), id="another order"),
        pytest.param(toy(Node), toy(Node), id="a type inside itself"),
    ],
)
def test_what_breaks_nobody_is_let_through(kept: Any, present: Any):
    assert compared(kept, present) == []


def test_a_new_optional_field_is_let_through_at_any_depth():
    kept = msgspec.defstruct("Toy", [("id", str), ("x", list[shape(a=int)])])
    wider = msgspec.defstruct("Shape", [("a", int), ("note", Inner | None, None)])
    present = msgspec.defstruct("Toy", [("id", str), ("x", list[wider]), ("more", str, "")])
    assert compared(kept, present) == []
    assert schema_of(kept) != schema_of(present)


def test_a_break_in_a_type_inside_itself_is_told_once():
    kept, present = schema_of(Node), schema_of(Node)
    present["$defs"]["Node"]["properties"]["name"] = {"type": "integer"}
    assert breaks("toy.made", kept, present) == [
        "toy.made: name: type changed from string to integer"
    ]


def test_words_that_explain_are_no_part_of_what_is_kept():
    class Told(msgspec.Struct):
        """Said in one way."""

        title: Annotated[str, Meta(description="What it is called")]
        description: str = "title"

    assert schema_of(Told) == {
        "$ref": "#/$defs/Told",
        "$defs": {
            "Told": {
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "description": {"type": "string", "default": "title"},
                },
                "required": ["title"],
            }
        },
    }
