"""The kept payloads as tests read them."""

import json
from collections.abc import Iterator
from typing import Any

from chassis.asyncapi.listening import headers_of
from chassis.asyncapi.schemas import resolved, schema_of
from contracts.envelope import decode
from contracts.message import Event
from contracts.registry import EVENTS
from deploy.local.kept_events import payloads
from deploy.local.settings import ROOT

PAYLOADS = {file: name for name in EVENTS for file in payloads(ROOT, name)}
"""The event of each file."""
LEAST = ".1.least.json"


def golden(file: str) -> dict[str, Any]:
    return payloads(ROOT, PAYLOADS[file])[file]


def read(payload: dict[str, Any]) -> tuple[Event, Any]:
    return decode(headers_of(payload), json.dumps(payload["data"]).encode())


def fields(data: Any, at: str = "") -> set[str]:
    """The paths of all fields that are there, such as `lines[].title.hi`."""
    if isinstance(data, list):
        return set().union(*(fields(one, at + "[]") for one in data))
    if not isinstance(data, dict):
        return set()
    found = {f"{at}.{name}".removeprefix(".") for name in data}
    return found.union(*(fields(one, f"{at}.{name}".lstrip(".")) for name, one in data.items()))


def described(name: str) -> dict[str, bool]:
    """The paths of all fields that an event has, and whether each must be there."""
    schema = schema_of(EVENTS[name])

    def walk(node: Any, at: str) -> Iterator[tuple[str, bool]]:
        node = resolved(node, schema)
        if "items" in node:
            yield from walk(node["items"], at + "[]")
        for field, inner in node.get("properties", {}).items():
            path = f"{at}.{field}".removeprefix(".")
            yield path, field in node["required"]
            yield from walk(inner, path)

    return dict(walk(schema, ""))
