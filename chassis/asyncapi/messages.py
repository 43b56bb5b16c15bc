"""The messages of the AsyncAPI description: headers, data, and kept messages as examples."""

import inspect
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from chassis.asyncapi.listening import Platform, headers_of, is_told_outside
from contracts.audit import TRAIL
from contracts.calls import CallRefused
from contracts.envelope import PREFIX, SCHEMAS, Envelope
from contracts.message import Event, Message

EVENT: Final = "CloudEvent"
_REFS: Final = "#/components/schemas/{name}"
_MEANINGS: Final = {
    "specversion": "Of CloudEvents",
    "id": "Unique; a repeated message bears the same, and so does the AMQP message id",
    "source": "The service that says it",
    "type": "The event's name, also its routing key",
    "time": "When it was written, in UTC",
    "subject": "The id of the aggregate that it is about",
    "dataschema": "Names the schema of the data and its version",
    "sequence": "Counts the events of the aggregate from 1, all types together",
    "correlationid": "The request or tick at the beginning of it all",
    "causationid": "The event that caused it",
    "traceparent": "W3C trace context",
}


def event_message(event: type[Event], platform: Platform) -> dict[str, Any]:
    """One event, in the CloudEvents binding."""
    name, text = event.wire_name(), inspect.getdoc(event) or ""
    examples = platform.examples.get(name, ())
    routed = [platform.outside.party] if is_told_outside(event) else []
    return {
        "name": name,
        "title": event.__name__,
        "summary": text.partition("\n")[0],
        "description": text,
        "contentType": "application/json",
        "headers": _headers(event, routed),
        "payload": _ref(event.__name__),
        "correlationId": {"$ref": f"#/components/correlationIds/{EVENT}"},
        "bindings": {"amqp": {"messageType": name, "bindingVersion": "0.3.0"}},
        "x-aggregate": event.aggregate(),
        "examples": [{"headers": headers_of(one), "payload": one["data"]} for one in examples],
    }


def call_messages(platform: Platform) -> dict[str, Any]:
    """Questions, answers and the refusal, each under the name of its class."""
    kinds: list[type[Message]] = [*platform.called(), CallRefused]
    return {kind.__name__: _call_message(kind) for kind in kinds}


def schemas(platform: Platform) -> dict[str, Any]:
    """Of all that travels, and of the headers that every event has."""
    kinds = (*platform.events.values(), *platform.called(), CallRefused)
    _, found = msgspec.json.schema_components(kinds, ref_template=_REFS)
    for schema in found.values():
        schema["description"] = inspect.cleandoc(schema.get("description", ""))
    return {EVENT: _cloud_event()} | dict(sorted(found.items()))


def _headers(event: type[Event], routed: Sequence[str]) -> dict[str, Any]:
    said = {
        "type": event.wire_name(),
        "dataschema": f"{SCHEMAS}/{event.wire_name()}/1",
    }
    fixed: dict[str, Any] = {PREFIX + name: {"const": value} for name, value in said.items()}
    own: dict[str, Any] = {
        "properties": fixed
        | {f"{PREFIX}source": _source(event)}
        | {name: {"type": "string", "description": "Routes to that party"} for name in routed},
        "required": list(routed),
    }
    return {"type": "object", "allOf": [_ref(EVENT), own]}


def _source(event: type[Event]) -> dict[str, str]:
    """Which service says it; what goes to the audit trail is said by all of them."""
    if f"{event.publisher()}.events" == TRAIL:
        return {"type": "string", "pattern": "^/services/[a-z]+$"}
    return {"const": f"/services/{event.publisher()}"}


def _cloud_event() -> dict[str, Any]:
    shape = msgspec.json.schema(Envelope)["$defs"][Envelope.__name__]
    fixed = {"specversion": {"const": "1.0"}, "dataschema": {"type": "string"}}
    properties = fixed | shape["properties"]
    return {
        "title": EVENT,
        "description": "The attributes of every event, as headers.",
        "type": "object",
        "properties": {
            PREFIX + name: {k: v for k, v in schema.items() if k != "default"}
            | {"description": _MEANINGS[name]}
            for name, schema in properties.items()
        },
        "required": [PREFIX + name for name in (*fixed, *shape["required"])],
    }


def _call_message(kind: type[Message]) -> dict[str, Any]:
    text = inspect.getdoc(kind) or ""
    return {
        "name": kind.__name__,
        "title": kind.__name__,
        "summary": text.partition("\n")[0],
        "contentType": "application/json",
        "payload": _ref(kind.__name__),
        "correlationId": {"$ref": "#/components/correlationIds/call"},
        "bindings": {"amqp": {"messageType": kind.__name__, "bindingVersion": "0.3.0"}},
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": _REFS.format(name=name)}
