"""The typed client is what the description says, and reads what the description shows."""

import importlib
import json
from collections.abc import Iterator
from typing import Any, get_type_hints

import msgspec
import pytest

from clients.python import Haat
from deploy.client.files import FOLDER, files_of
from deploy.client.operations import operations_of
from deploy.client.structs import Structs
from deploy.local.commands.openapi import FILE
from deploy.local.settings import ROOT

DESCRIPTION: dict[str, Any] = json.loads((ROOT / FILE).read_text(encoding="utf-8"))
OPERATIONS = operations_of(DESCRIPTION)
STRUCTS = Structs(DESCRIPTION, OPERATIONS)
NAMES = [(service, one["operationId"]) for service, found in OPERATIONS.items() for one in found]


def _struct(name: str) -> type:
    module = f"{FOLDER.replace('/', '.')}.types.{STRUCTS.homes[name]}"
    kind: type = getattr(importlib.import_module(module), name)
    return kind


def _examples(part: str) -> list[tuple[str, Any]]:
    """Type and example of all bodies, or of all answers."""
    found = {}
    for operation in (one for service in OPERATIONS.values() for one in service):
        told = [operation.get("requestBody", {})] if part == "body" else _answers(operation)
        for content in (one.get("content", {}).get("application/json", {}) for one in told):
            reference = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if reference and "example" in content:
                found[reference] = content["example"]
    return sorted(found.items())


def _answers(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [told for code, told in operation["responses"].items() if code.startswith("2")]


def test_what_is_committed_is_what_is_made():
    stale = [
        name
        for name, text in files_of(DESCRIPTION).items()
        if (ROOT / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run .venv/bin/haat client"


@pytest.mark.parametrize(("service", "name"), NAMES)
def test_every_operation_is_a_method(service: str, name: str):
    with Haat("http://haat.test") as haat:
        method = getattr(getattr(haat, service), name)
    assert method.__doc__
    assert get_type_hints(method)["return"] is not type(None)


@pytest.mark.parametrize(("name", "example"), _examples("answer"))
def test_answers_are_read(name: str, example: Any):
    read = msgspec.convert(example, _struct(name), strict=False)
    assert list(_lost(example, msgspec.json.decode(msgspec.json.encode(read)))) == []


@pytest.mark.parametrize(("name", "example"), _examples("body"))
def test_bodies_are_sent_as_they_were_given(name: str, example: Any):
    body = msgspec.convert(example, _struct(name), strict=False)
    assert _moments(msgspec.json.decode(msgspec.json.encode(body))) == _moments(example)


def _lost(shown: Any, read: Any, place: str = "") -> Iterator[str]:
    """What the example shows and the client does not know."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            if name in read:
                yield from _lost(value, read[name], f"{place}/{name}")
            else:
                yield f"{place}/{name}"
    elif isinstance(shown, list):
        for number, value in enumerate(shown):
            yield from _lost(value, read[number], f"{place}/{number}")


def _moments(body: Any) -> Any:
    """Equal moments in one form."""
    return {
        name: str(value).replace("+00:00", "Z").replace(".000", "") if name == "at" else value
        for name, value in body.items()
    }
