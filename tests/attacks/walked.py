"""Every door of every service, and every place in what a door takes where something can be put."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec
from msgspec import inspect

from chassis.doors import Door
from deploy.rights.doors import services

PROBES: Final = ("/healthz", "/readyz", "/metrics")
_LISTS = (inspect.ListType, inspect.SetType, inspect.VarTupleType, inspect.FrozenSetType)


class Place(NamedTuple):
    """A place in a body: its steps (`[]` an item of a list), and what may stand there."""

    steps: tuple[str, ...]
    kind: inspect.Type

    def __str__(self) -> str:
        return ".".join(self.steps)


def doors() -> dict[str, tuple[str, Door]]:
    """All doors with their service, by a name that reads well."""
    found = {}
    for name, service in sorted(services().items()):
        for each in dir(service):
            door = getattr(getattr(service, each), "__door__", None)
            if door is not None and door.path not in PROBES:
                found[f"{name} {door.method} {door.path}"] = name, door
    return found


DOORS: Final = doors()
BODIES: Final = {name: door for name, (_, door) in DOORS.items() if door.body is not None}
TAKEN: Final = {
    f"{name} {what}": kind
    for name, (_, door) in DOORS.items()
    for what, kind in (("body", door.body), ("query", door.query))
    if kind is not None
}
"""The type of each body and each query."""


def places(kind: Any) -> Iterator[Place]:
    """Each place in that type, the whole first."""
    yield from _under(inspect.type_info(kind), ())


def _under(info: inspect.Type, steps: tuple[str, ...]) -> Iterator[Place]:
    if isinstance(info, inspect.Metadata):
        yield from _under(info.type, steps)
        return
    if isinstance(info, inspect.UnionType):
        for each in info.types:
            yield from _under(each, steps)
        return
    yield Place(steps, info)
    if isinstance(info, inspect.StructType):
        for field in info.fields:
            yield from _under(field.type, (*steps, field.encode_name))
    elif isinstance(info, _LISTS):
        yield from _under(info.item_type, (*steps, "[]"))


def put(body: Any, steps: tuple[str, ...], value: Any) -> Any:
    """A copy of the body with that value at that place, which is made where it is not there."""
    if not steps:
        return value
    first, *rest = steps
    if first == "[]":
        items = body if isinstance(body, list) and body else [None]
        return [put(items[0], tuple(rest), value), *items[1:]]
    fields = body if isinstance(body, dict) else {}
    return fields | {first: put(fields.get(first), tuple(rest), value)}


def json_of(value: Any) -> bytes:
    return msgspec.json.encode(value)
