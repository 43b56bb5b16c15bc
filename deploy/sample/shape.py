"""Says in plain words what keeps a raw row from being of its type, every fault at once."""

import json
from collections.abc import Iterator
from inspect import isclass
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import msgspec

from deploy.sample.rows import Row


class Fault(NamedTuple):
    """A field, dotted where it lies deeper, and what is wrong with it."""

    field: str
    says: str


def shown(value: object) -> str:
    """A value as a refusal quotes it."""
    return json.dumps(value, ensure_ascii=False, default=str)


def shape_faults(raw: object, row: type[Row], at: str = "") -> Iterator[Fault]:
    """Unknown and missing fields, and values that are not of their field's type."""
    if not isinstance(raw, dict):
        yield Fault(at.rstrip(".") or "row", f"must be a mapping of fields, is {shown(raw)}")
        return
    fields = {field.name: field for field in msgspec.structs.fields(row)}
    yield from (Fault(f"{at}{name}", "is not a known field") for name in raw if name not in fields)
    for name, field in fields.items():
        if name in raw:
            yield from _value_faults(raw[name], field.type, f"{at}{name}")
        elif field.required:
            yield Fault(f"{at}{name}", "is missing")


def _value_faults(value: object, wanted: Any, at: str) -> Iterator[Fault]:
    nested = _row_in(wanted)
    if nested:
        yield from shape_faults(value, nested, f"{at}.")
        return
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError:
        yield Fault(at, f"must be {_words_for(wanted)}, is {shown(value)}")


def _row_in(wanted: Any) -> type[Row] | None:
    choices = get_args(wanted) if get_origin(wanted) is UnionType else (wanted,)
    return next((c for c in choices if isclass(c) and issubclass(c, Row)), None)


def _words_for(wanted: Any) -> str:
    if get_origin(wanted) is Literal:
        return f"one of {', '.join(map(str, get_args(wanted)))}"
    if get_origin(wanted) is Annotated:
        return next(m.description or "" for m in get_args(wanted) if isinstance(m, msgspec.Meta))
    return "a list"
