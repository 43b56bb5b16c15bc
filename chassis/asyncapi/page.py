"""docs/events.md: what is said at the broker, for people who want to listen."""

import inspect
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from chassis.asyncapi.listening import Platform
from chassis.asyncapi.schemas import UNIT
from contracts.message import Message

_WORDS: Final = {"string": "text", "integer": "number", "boolean": "yes or no"}
_REFS: Final = "#{name}"
Schema = Mapping[str, Any]


def page_parts(platform: Platform, *, payloads: str) -> dict[str, str]:
    """What the page's template leaves open; `payloads` is the way to the folder of payloads."""
    kinds = [*platform.events.values(), *platform.called()]
    _, shapes = msgspec.json.schema_components(kinds, ref_template=_REFS)
    told = [_publisher(platform, name, shapes, payloads) for name in platform.publishers()]
    outside = platform.outside
    return {
        "PUBLISHERS": "\n".join(told),
        "VALUES": _values(kinds, shapes),
        "CALLS": _calls(platform, shapes),
        "PARTY": outside.party,
        "TEXT": outside.text,
        "QUEUE": outside.queue,
        "EXCHANGE": outside.exchange,
    }


def _publisher(platform: Platform, name: str, shapes: Schema, payloads: str) -> str:
    own = [event for event in platform.events.values() if event.publisher() == name]
    head = ("event", "said when", "about", "data", "who listens")
    rows = [
        (
            f"[`{event.wire_name()}`]({payloads}/{event.wire_name()}.1.json)",
            _said(event),
            f"{event.aggregate()}, `{event.SUBJECT}`",
            "<br>".join(_fields(shapes[event.__name__])),
            "<br>".join(f"`{queue}`" for queue in platform.queues_of(event)) or "nobody yet",
        )
        for event in own
    ]
    return f"## {name}\n\nExchange `{name}.events`.\n\n{_table(head, rows)}"


def _values(kinds: Iterable[type[Message]], shapes: Schema) -> str:
    messages = {kind.__name__ for kind in kinds}
    rows = [
        (f'<a id="{name.lower()}"></a>{name}', _text(shape), "<br>".join(_fields(shape)))
        for name, shape in sorted(shapes.items())
        if name not in messages
    ]
    return _table(("value", "what", "fields"), rows)


def _calls(platform: Platform, shapes: Schema) -> str:
    head = ("question", "what", "who asks", "queue", "data", "answer")
    rows = [
        (
            one.question.__name__,
            _said(one.question),
            ", ".join(one.askers),
            f"`{one.service}.calls`",
            "<br>".join(_fields(shapes[one.question.__name__])),
            f"{one.answer.__name__}: " + "<br>".join(_fields(shapes[one.answer.__name__])),
        )
        for one in platform.questions
    ]
    return _table(head, rows)


def _fields(shape: Schema) -> list[str]:
    return [
        f"`{name}` {_type(field)}" + _absent(name, field, shape)
        for name, field in shape["properties"].items()
    ]


def _absent(name: str, field: Schema, shape: Schema) -> str:
    if name in shape["required"]:
        return ""
    return f"; absent: `{json.dumps(field.get('default'), ensure_ascii=False)}`"


def _type(field: Schema) -> str:
    if "$ref" in field:
        name = field["$ref"].removeprefix("#")
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(map(_type, field["anyOf"]))
    if "enum" in field:
        return " or ".join(f"`{word}`" for word in field["enum"])
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}"
    word = _WORDS.get(field.get("type", ""), field.get("type", "anything"))
    return ", ".join(filter(None, (field.get("format", word), field.get(UNIT, ""))))


def _said(kind: type[Message]) -> str:
    return " ".join((inspect.getdoc(kind) or "").split())


def _text(shape: Schema) -> str:
    return " ".join(shape.get("description", "").split())


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([_cell(text) for text in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
