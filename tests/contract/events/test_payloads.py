"""Golden payloads: what was published once is read for ever, by the same names and types."""

import hashlib
import json
from typing import Any

import jsonschema
import msgspec
import pytest

from contracts.envelope import PREFIX, SCHEMAS, Undecodable
from contracts.message import Event, builtins, encode
from contracts.registry import EVENTS
from deploy.local.kept_events import DIGESTS, digests
from deploy.local.kept_events import PAYLOADS as FOLDER
from deploy.local.settings import ROOT
from tests.contract.events.kept import LEAST, PAYLOADS, described, fields, golden, read


def comes_back(data: Any, written: Any) -> bool:
    """Whether all that was read is written again; fields that came later may be added."""
    if isinstance(data, dict):
        return data.keys() <= written.keys() and all(
            comes_back(value, written[name]) for name, value in data.items()
        )
    if isinstance(data, list):
        return len(data) == len(written) and all(map(comes_back, data, written))
    return bool(data == written)


def reads_and_writes_the_same(kind: type[Event], data: dict[str, Any]) -> bool:
    """Whether this class reads the payload and loses nothing of it."""
    try:
        event = msgspec.json.decode(json.dumps(data).encode(), type=kind)
    except msgspec.ValidationError:
        return False
    return comes_back(data, json.loads(encode(event)))


def test_every_event_has_its_first_payload():
    assert {f"{name}.1.json" for name in EVENTS} <= PAYLOADS.keys()


def test_every_payload_is_of_an_event():
    assert {path.name for path in (ROOT / FOLDER).glob("*.json")} == PAYLOADS.keys()


def test_no_payload_was_edited_and_each_is_listed():
    folder = ROOT / FOLDER
    present = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in PAYLOADS}
    assert present == digests(ROOT), f"payloads stay as they are; new ones: see {FOLDER}/README.md"
    assert (folder / DIGESTS).read_text(encoding="utf-8").endswith("\n")


@pytest.mark.parametrize("file", PAYLOADS)
def test_a_payload_is_read_and_written_unchanged(file: str):
    payload = golden(file)
    event, envelope = read(payload)
    assert type(event) is EVENTS[PAYLOADS[file]]
    assert comes_back(payload["data"], json.loads(encode(event)))
    attributes = {
        key.removeprefix(PREFIX): value
        for key, value in envelope.headers(event).items()
        if key.startswith(PREFIX)
    }
    assert attributes == payload["attributes"]


@pytest.mark.parametrize("file", PAYLOADS)
def test_a_payload_is_what_its_publisher_would_send(file: str):
    payload, name = golden(file), PAYLOADS[file]
    event, envelope = read(payload)
    attributes = payload["attributes"]
    assert attributes["type"] == name
    if name != "action.recorded":  # which every service says
        assert attributes["source"] == f"/services/{EVENTS[name].publisher()}"
    assert attributes["subject"] == event.subject()
    assert attributes["dataschema"] == f"{SCHEMAS}/{name}/1"
    assert attributes["specversion"] == "1.0"
    assert payload.get("audience", {}) == event.audience()
    assert envelope.time.tzinfo is not None


@pytest.mark.parametrize("file", PAYLOADS)
def test_a_payload_is_of_its_events_json_schema(file: str):
    schema = msgspec.json.schema(EVENTS[PAYLOADS[file]])
    jsonschema.validate(golden(file)["data"], schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", EVENTS)
def test_every_field_of_the_data_is_in_some_payload(name: str):
    kept = [fields(golden(file)["data"]) for file, owner in PAYLOADS.items() if owner == name]
    missing = described(name).keys() - set().union(*kept)
    assert missing == set(), f"keep a payload with it: {FOLDER}/{name}.1.<field>.json"


@pytest.mark.parametrize("name", EVENTS)
def test_an_event_with_optional_fields_is_kept_without_any(name: str):
    present = described(name)
    assert (f"{name}{LEAST}" in PAYLOADS) is (not all(present.values()))
    if not all(present.values()):
        least = fields(golden(f"{name}{LEAST}")["data"])
        assert all(present[path] for path in least)
        first = golden(f"{name}.1.json")["data"]
        assert {path for path in fields(first) if present[path]} == least


def test_what_is_absent_is_read_as_its_default():
    order, _ = read(golden("order.placed.1.least.json"))
    said = builtins(order)
    assert said["payment"] == {"method": "card", "token": ""}
    assert (said["deliver_to"]["landmark"], said["deliver_to"]["village"]) == ("", "")
    parcel, envelope = read(golden("shipment.delivered.1.least.json"))
    assert builtins(parcel)["cod_collected"] == 0
    assert (envelope.correlationid, envelope.causationid, envelope.traceparent) == ("", "", "")


@pytest.mark.parametrize("name", EVENTS)
def test_a_payload_with_a_retyped_field_is_refused(name: str):
    payload = golden(f"{name}.1.json")
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
    kind, data = EVENTS[name], golden(f"{name}.1.json")["data"]
    assert reads_and_writes_the_same(kind, data)
    for field in data:
        gone = variant(kind, {}, without=field)
        renamed = variant(kind, {field + "_": str}, without=field)
        retyped = variant(kind, {field: dict[str, dict[str, str]]})
        for changed in (gone, renamed, retyped):
            assert not reads_and_writes_the_same(changed, data), field
