"""Golden payloads: what was published once is read for ever, by the same names and types."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts.envelope import PREFIX, SCHEMAS, Undecodable, decode
from contracts.message import Event, encode
from contracts.registry import EVENTS

PAYLOADS = Path(__file__).parent.parent / "payloads"


def golden(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAYLOADS / f"{name}.1.json").read_text(encoding="utf-8"))
    return found


def read(payload: dict[str, Any]) -> tuple[Event, Any]:
    headers = {PREFIX + name: value for name, value in payload["attributes"].items()}
    return decode(headers | payload.get("audience", {}), json.dumps(payload["data"]).encode())


def reads_and_writes_the_same(kind: type[Event], data: dict[str, Any]) -> bool:
    """Whether this class reads the payload and writes the very same one."""
    try:
        event = msgspec.json.decode(json.dumps(data).encode(), type=kind)
    except msgspec.ValidationError:
        return False
    return bool(json.loads(encode(event)) == data)


def test_every_event_has_a_payload_and_every_payload_an_event():
    assert {path.name for path in PAYLOADS.iterdir()} == {f"{name}.1.json" for name in EVENTS}


@pytest.mark.parametrize("name", EVENTS)
def test_a_payload_is_read_and_written_unchanged(name: str):
    payload = golden(name)
    event, envelope = read(payload)
    assert type(event) is EVENTS[name]
    assert json.loads(encode(event)) == payload["data"]
    attributes = {
        key.removeprefix(PREFIX): value
        for key, value in envelope.headers(event).items()
        if key.startswith(PREFIX)
    }
    assert attributes == payload["attributes"]


@pytest.mark.parametrize("name", EVENTS)
def test_a_payload_is_what_its_publisher_would_send(name: str):
    payload, kind = golden(name), EVENTS[name]
    event, envelope = read(payload)
    attributes = payload["attributes"]
    assert attributes["type"] == name
    assert attributes["source"] == f"/services/{kind.publisher()}"
    assert attributes["subject"] == event.subject()
    assert attributes["dataschema"] == f"{SCHEMAS}/{name}/1"
    assert attributes["specversion"] == "1.0"
    assert payload.get("audience", {}) == event.audience()
    assert envelope.time.tzinfo is not None


@pytest.mark.parametrize("name", EVENTS)
def test_every_field_of_the_data_is_published(name: str):
    assert set(golden(name)["data"]) == set(EVENTS[name].__struct_fields__)


@pytest.mark.parametrize("name", EVENTS)
def test_a_payload_with_a_retyped_field_is_refused(name: str):
    payload = golden(name)
    field = EVENTS[name].SUBJECT
    payload["data"][field] = {"id": payload["data"][field]}
    with pytest.raises(Undecodable):
        read(payload)


def variant(kind: type[Event], changed: dict[str, Any], *, without: str = "") -> type[Event]:
    """The event as somebody might change it: fields added or retyped, one taken out."""
    fields = [
        (field.name, changed.get(field.name, field.type))
        for field in msgspec.structs.fields(kind)
        if field.name != without
    ]
    added = [(name, type_) for name, type_ in changed.items() if name not in dict(fields)]
    return msgspec.defstruct(kind.__name__, [*fields, *added], kw_only=True)


@pytest.mark.parametrize("name", EVENTS)
def test_each_change_of_each_field_would_be_noticed(name: str):
    kind, data = EVENTS[name], golden(name)["data"]
    assert reads_and_writes_the_same(variant(kind, {}), data)
    for field in kind.__struct_fields__:
        gone = variant(kind, {}, without=field)
        renamed = variant(kind, {field + "_": str}, without=field)
        retyped = variant(kind, {field: dict[str, dict[str, str]]})
        for changed in (gone, renamed, retyped):
            assert not reads_and_writes_the_same(changed, data), field
