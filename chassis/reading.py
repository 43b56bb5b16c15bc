"""Bodies and queries as their types; what does not fit is told field by field."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec

from chassis.aadhaar import refuse_aadhaar, refuse_aadhaar_in
from chassis.errors import Malformed
from contracts.values import Text

MOST_FAULTS = 20


class UnknownField(Malformed):
    """A field that the door does not know: nobody's wish is silently ignored."""

    text = Text(hi="यह फ़ील्ड मान्य नहीं है: {why}", en="There is no such field here: {why}")


def read_body(kind: Any, raw: bytes) -> Any:
    """The body as its type; raises `Malformed` with every field at fault, `AadhaarNotTaken`."""
    try:
        body = _decoded(kind, raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as bad:
        raise _of_the_body(Malformed(field="body", allowed="JSON", why="not JSON")) from bad
    refuse_aadhaar(raw, kind)
    return body


def _decoded(kind: Any, raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as bad:
        plain = msgspec.json.decode(raw)
        try:
            return msgspec.convert(_whole(plain), kind)
        except msgspec.ValidationError:
            raise _all_wrong(told(bad, kind), kind, plain) from bad


def _whole(value: Any) -> Any:
    """With 12.0 as 12: in JSON they are the same number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(inner) for name, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value


def read_query(kind: Any, values: Mapping[str, list[str]]) -> Any:
    """The query's parameters as their type; raises `Malformed` with the parameter at fault."""
    for name, given in values.items():
        if kind is None:
            raise UnknownField(field=name[:60], why=name[:60])
        if len(given) > 1:
            raise Malformed(field=name[:60], allowed="once", why=f"{name[:60]} is given twice")
    if kind is None:
        return None
    single = {name: given[0] for name, given in values.items()}
    refuse_aadhaar_in(single, kind)
    try:
        query = msgspec.convert(single, kind, strict=False)
    except msgspec.ValidationError as bad:
        raise told(bad, kind) from bad
    for name in single:
        value = getattr(query, name, "")
        if value is None:  # the word null, where a value was meant
            raise Malformed(field=name, allowed="a value", why=f"{name} has no value")
        if isinstance(value, datetime) and "-" not in single[name][:5]:  # seconds since 1970
            raise Malformed(field=name, allowed="a time as RFC 3339 writes it", why="a number")
    return query


def told(bad: msgspec.ValidationError, kind: Any) -> Malformed:
    """msgspec's sentence, taken apart: `Expected `int`, got `str` - at `$.lines[0].quantity``."""
    why, _, at = str(bad).partition(" - at ")
    field = at.strip("`").removeprefix("$.").removeprefix("$")
    if "unknown field" in why:
        name = why.rpartition("unknown field ")[2].strip("`")[:60]
        return UnknownField(field=f"{field}.{name}" if field else name, why=name)
    if "missing required field" in why:
        name = why.rpartition("missing required field ")[2].strip("`")
        field = f"{field}.{name}" if field else name
    allowed = why.partition(", got")[0].removeprefix("Expected ").replace("`", "")
    if "Invalid enum value" in why:
        allowed = _words(msgspec.inspect.type_info(kind), field)
    return Malformed(field=field or "body", allowed=allowed, why=why.replace("`", ""))


def _all_wrong(first: Malformed, kind: Any, plain: Any) -> Malformed:
    """The first fault, and the others: one round of mending is enough."""
    others = (other for other in _faults(kind, plain) if other.field != first.field)
    first.others = tuple(_of_the_body(other) for other in islice(others, MOST_FAULTS))
    return _of_the_body(first)


def _of_the_body(fault: Malformed) -> Malformed:
    fault.in_body = True
    return fault


def _faults(kind: Any, given: Any) -> Iterator[Malformed]:
    """What is wrong with each field of a body, one fault a field."""
    if not (
        isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(given, dict)
    ):
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name in given.keys() - fields.keys():
        yield UnknownField(field=name[:60], why=name[:60])
    for name, field in fields.items():
        if name in given:
            try:
                msgspec.convert(given[name], field.type)
            except msgspec.ValidationError as bad:
                yield _under(name, told(bad, field.type))
        elif field.required:
            why = f"Object missing required field {name}"
            yield Malformed(field=name, allowed=why, why=why)


def _under(name: str, fault: Malformed) -> Malformed:
    if fault.field == "body":
        fault.field = name
    elif fault.field.startswith("["):
        fault.field = f"{name}{fault.field}"
    else:
        fault.field = f"{name}.{fault.field}"
    return fault


def _words(info: Any, field: str) -> str:
    """The words among which a field's value must be, found along its path."""
    for step in re.findall(r"\[[^\]]*\]|[^.\[\]]+", field):
        if step.startswith("["):
            info = getattr(info, "item_type", None) or getattr(info, "value_type", None)
        else:
            info = next((f.type for f in getattr(info, "fields", ()) if f.name == step), None)
        info = getattr(info, "type", info)  # without its limits
    kinds = getattr(info, "types", (info,))
    return ", ".join(str(word) for one in kinds for word in getattr(one, "values", ()))
