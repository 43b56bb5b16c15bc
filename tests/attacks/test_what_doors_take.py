"""What a door takes, by its type: nothing that was not asked for, and no more than is bearable."""

from typing import Any

import pytest
from msgspec import inspect

from chassis import reading
from chassis.errors import Malformed
from chassis.masking import masked_text
from chassis.pages import PageQuery
from chassis.reading import MOST_FAULTS, UnknownField, read_body, read_query
from services.accounts.entrypoints.bodies import OnlyCodeBody
from tests.attacks.walked import BODIES, DOORS, TAKEN, json_of, places, put

OF_OURS = (
    *("_id", "id", "version", "sequence", "outbox", "handled", "owner_id", "buyer_id", "areas"),
    *("grants", "granted", "roles", "sure_until", "registered_by", "assisted_by", "unit_price"),
    *("total", "amount", "free", "held", "sold", "approved_by", "verified", "is_admin", "hold_id"),
)
"""Fields of aggregates and tokens, which a body must not set."""
NAMED = {("version", "ConsentBody"), ("version", "RecordedBody")}
"""The version of the notice that was agreed to."""
OPERATORS: tuple[Any, ...] = (
    *({"$gt": ""}, {"$ne": None}, {"$where": "sleep(9999)"}, {"$regex": ".*"}),
    *([{"$gt": ""}], {"$in": ["a", "b"]}),
)
PLAIN = (inspect.StrType, inspect.IntType, inspect.FloatType, inspect.BoolType, inspect.LiteralType)
LISTS = (inspect.ListType, inspect.SetType)


@pytest.mark.parametrize("name", TAKEN)
def test_no_field_is_taken_that_the_door_does_not_name(name: str):
    kinds = [p.kind for p in places(TAKEN[name]) if isinstance(p.kind, inspect.StructType)]
    assert [kind.cls.__name__ for kind in kinds if not kind.forbid_unknown_fields] == []


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("field", OF_OURS)
def test_what_is_ours_to_decide_cannot_be_sent_along(name: str, field: str):
    kind = BODIES[name].body
    if field in kind.__struct_fields__:  # of the caller's own thing, such as a notice's version
        assert (field, kind.__name__) in NAMED
        return
    with pytest.raises(Malformed) as refused:
        read_body(kind, json_of({field: "mine"}))
    told = [refused.value, *refused.value.others]
    assert [one.field for one in told if isinstance(one, UnknownField)] == [field]


@pytest.mark.parametrize("name", TAKEN)
def test_there_is_an_end_to_all_that_can_be_sent(name: str):
    """Texts, lists and numbers: an integer of a thousand digits is no number of anything."""
    endless = [
        str(place)
        for place in places(TAKEN[name])
        if (isinstance(place.kind, inspect.StrType) and _is_endless(place.kind))
        or (isinstance(place.kind, LISTS) and place.kind.max_length is None)
        or (isinstance(place.kind, inspect.IntType) and place.kind.le is None)
        or isinstance(place.kind, inspect.AnyType | inspect.DictType | inspect.RawType)
    ]
    assert endless == []


def _is_endless(text: inspect.StrType) -> bool:
    """Without a most; a pattern without `*` or `+` has one of its own."""
    return text.max_length is None and (text.pattern is None or "*" in text.pattern)


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("operator", OPERATORS, ids=str)
def test_an_operator_of_the_database_is_no_value(name: str, operator: Any):
    kind, tried = BODIES[name].body, 0
    for place in places(kind):
        if not isinstance(place.kind, PLAIN):
            continue
        tried += 1
        with pytest.raises(Malformed):
            read_body(kind, json_of(put({}, place.steps, operator)))
    assert tried or not kind.__struct_fields__


@pytest.mark.parametrize("name", TAKEN)
def test_an_operator_in_a_query_is_an_unknown_parameter(name: str):
    kind = TAKEN[name]
    for field in (*kind.__struct_fields__, "order_id"):
        for form in (f"{field}[$gt]", f"{field}[]", f"{field}.$ne", "$where"):
            with pytest.raises(UnknownField):
                read_query(kind, {form: ["1"]})


def test_a_door_without_a_query_takes_no_parameter():
    for name, (_, door) in DOORS.items():
        if door.query is None and not door.raw:
            with pytest.raises(Malformed):
                read_query(None, {"role": ["admin"]})
            assert door.query is None, name


@pytest.mark.parametrize("limit", ["0", "-1", "10001", "1000000000", "१००", "NaN"])
def test_a_page_is_never_longer_than_the_longest(limit: str):
    lists = [kind for kind in TAKEN.values() if issubclass(kind, PageQuery)]
    assert len(lists) > 8
    for kind in lists:
        with pytest.raises(Malformed):
            read_query(kind, {"limit": [limit]})


def bombs() -> dict[str, bytes]:
    """JSON that is small on the line and large, deep or ambiguous when it is read."""
    deep = 100_000
    return {
        "deep lists": b"[" * deep + b"]" * deep,
        "deep objects": b'{"a":' * deep + b"1" + b"}" * deep,
        "an endless list": b"[" * deep,
        "a huge number": b'{"a":1' + b"0" * 10_000 + b"}",
        "a huge exponent": b'{"a":1e999999999}',
        "not a number": b'{"a":NaN}',
        "half a character": b'{"a":"\\ud800"}',
        "bytes that are no text": b'{"a":"\xff\xfe"}',
        "another encoding": '{"a":1}'.encode("utf-16"),
        "a mark before": b'\xef\xbb\xbf{"a":1}',
        "two values": b'{"a":1}{"a":2}',
        "a comment": b'{"a":1/*x*/}',
        "nothing": b"",
        "nul": b"\0",
    }


@pytest.mark.parametrize("bomb", bombs().values(), ids=bombs())
@pytest.mark.parametrize("name", BODIES)
def test_no_door_falls_over_what_is_hardly_json(name: str, bomb: bytes):
    kind: Any = BODIES[name].body
    with pytest.raises(Malformed):
        read_body(kind, bomb)
    for field in kind.__struct_fields__:
        inside = b'{"' + field.encode() + b'":' + (bomb or b"\0") + b"}"
        with pytest.raises(Malformed):
            read_body(kind, inside)


def test_a_field_given_twice_counts_once_and_as_all_readers_of_ours_count_it():
    """The last: the check for Aadhaar numbers reads the same bytes, and sees the same value."""
    assert read_body(OnlyCodeBody, b'{"code":"1","code":"2"}') == OnlyCodeBody(code="2")


@pytest.mark.parametrize("name", BODIES)
def test_of_ever_so_many_faults_a_few_are_told_and_the_rest_not_looked_at(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    """A stranger's body of 1 MB has room for 90,000 of them, and took a second of everybody's."""
    made: list[str] = []

    class Counted(UnknownField):
        def __init__(self, *, field: str, why: str) -> None:
            made.append(field)
            super().__init__(field=field, why=why)

    monkeypatch.setattr(reading, "UnknownField", Counted)
    with pytest.raises(Malformed) as refused:
        read_body(BODIES[name].body, json_of({f"x{n}": 1 for n in range(5_000)}))
    assert len(refused.value.others) >= min(MOST_FAULTS, 1)
    assert len(made) <= MOST_FAULTS + 2


def test_a_word_without_an_end_is_masked_in_one_go():
    """Word by word, not from each of its letters: that took minutes."""
    assert masked_text("a" * 300_000) == "a" * 300_000
    assert masked_text("a" * 300_000 + "@b c") == "… c"
    assert masked_text('<asha@example.com> or "x"@y z@@w@q') == '<…> or "x"@y z@@…'
