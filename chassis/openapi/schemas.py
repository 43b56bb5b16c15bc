"""JSON Schemas of bodies, queries and answers, as components of one description."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from chassis.openapi.routes import Operation
from chassis.problems import Problem

_REFS: Final = "#/components/schemas/{name}"
Schema = dict[str, Any]


@dataclass(frozen=True)
class Schemas:
    """The schema of each type, and what they refer to."""

    of: Mapping[Any, Schema]
    components: Mapping[str, Schema]

    def resolved(self, node: Schema) -> Schema:
        """The node itself, or the component that it names."""
        name = node.get("$ref", "").rpartition("/")[2]
        return self.components[name] if name else node


def schemas_of(operations: Iterable[Operation]) -> Schemas:
    """Of all bodies, answers and problems."""
    doors = [operation.door for operation in operations]
    kinds = {kind for door in doors for kind in (door.body, door.answer) if kind} | {Problem}
    ordered = sorted(kinds, key=str)
    made, components = msgspec.json.schema_components(ordered, ref_template=_REFS)
    for info in msgspec.inspect.multi_type_info(ordered):
        _tell_moments(info, components)
    return Schemas(dict(zip(ordered, made, strict=True)), dict(sorted(components.items())))


def query_schema(kind: Any) -> tuple[Schema, frozenset[str]]:
    """The schema of each parameter of a query type, and which of them must be given."""
    _, parts = msgspec.json.schema_components([kind], ref_template="{name}")
    shape = parts[kind.__name__]
    return (
        {name: _present(field) for name, field in shape["properties"].items()},
        frozenset(shape.get("required", ())),
    )


def _present(field: Schema) -> Schema:
    """What a parameter is when it is given; what is left out needs no null."""
    choices = [one for one in field.get("anyOf", ()) if one.get("type") != "null"]
    rest = {key: value for key, value in field.items() if key != "anyOf" and value is not None}
    return {**choices[0], **rest} if len(choices) == 1 else field


def _tell_moments(info: msgspec.inspect.Type, components: Mapping[str, Schema]) -> None:
    """Say of every moment that it travels as RFC 3339: msgspec says it of some only."""
    for part in [*getattr(info, "types", ()), getattr(info, "item_type", None)]:
        if part is not None:
            _tell_moments(part, components)
    if isinstance(info, msgspec.inspect.StructType):
        properties = components[info.cls.__name__]["properties"]
        for field in info.fields:
            _tell_moments(field.type, components)
            kinds = {type(kind) for kind in getattr(field.type, "types", [field.type])}
            if msgspec.inspect.DateTimeType in kinds:
                told = properties[field.encode_name]
                string = next(one for one in told.get("anyOf", [told]) if one["type"] == "string")
                string["format"] = "date-time"
