"""OpenAPI 3.1 from the doors of services: nothing in it is written by hand."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from chassis.doors import Door
from chassis.problems import CONTENT_TYPE, Problem

PRIVATE: Final = ("/healthz", "/readyz", "/metrics")
_REFS: Final = "#/components/schemas/{name}"
_REFUSALS: Final = {
    "400": "Not of this form",
    "401": "No valid token",
    "403": "Not allowed",
    "404": "No such thing",
    "409": "Not possible in the present state",
    "422": "Well formed, but not allowed",
    "429": "Too many requests",
    "503": "Try again later",
}


def doors_of(service: type) -> list[Door]:
    """The public HTTP doors of a service class, in the order of their addresses."""
    found = [
        method.__door__
        for name in dir(service)
        if hasattr(method := getattr(service, name), "__door__")
    ]
    return sorted(
        (door for door in found if door.path not in PRIVATE),
        key=lambda door: (door.path, door.method),
    )


def describe(services: Mapping[str, type], *, title: str, version: str, url: str) -> dict[str, Any]:
    """One description of all these services, each operation tagged with its service."""
    doors = [(name, door) for name, service in services.items() for door in doors_of(service)]
    types = {kind for _, door in doors for kind in (door.body, door.query, door.answer) if kind}
    schemas, components = _schemas([*types, Problem])
    paths: dict[str, dict[str, Any]] = {}
    for name, door in doors:
        operation = _operation(name, door, schemas)
        paths.setdefault(_template(door.path), {})[door.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "servers": [{"url": url}],
        "tags": [{"name": name} for name in services],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {
                "person": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def _schemas(types: Iterable[Any]) -> tuple[dict[Any, Any], dict[str, Any]]:
    ordered = sorted(types, key=str)
    made, components = msgspec.json.schema_components(ordered, ref_template=_REFS)
    return dict(zip(ordered, made, strict=True)), dict(components)


def _template(path: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)


def _operation(service: str, door: Door, schemas: Mapping[Any, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "tags": [service],
        "summary": door.summary,
        "operationId": _operation_id(door),
        "parameters": [*_path_parameters(door), *_query_parameters(door), *_headers(door)],
        "responses": {
            str(door.status): {
                "description": "Done",
                "content": {door.content_type: {"schema": schemas[door.answer]}},
            }
        }
        | _problems(schemas[Problem]),
        "security": [] if door.open else [{"person": []}],
    }
    if door.role:
        operation["description"] = f"For the role {door.role}."
    if door.body is not None:
        content = {"application/json": {"schema": schemas[door.body]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _operation_id(door: Door) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", f"{door.method} {door.path}".lower()).strip("_")
    return words.replace("_v1_", "_")


def _problems(schema: Any) -> dict[str, Any]:
    return {
        status: {"description": text, "content": {CONTENT_TYPE: {"schema": schema}}}
        for status, text in _REFUSALS.items()
    }


def _path_parameters(door: Door) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"<(?:\w+:)?(\w+)>", door.path)
    ]


def _query_parameters(door: Door) -> list[dict[str, Any]]:
    if door.query is None:
        return []
    _, parts = _schemas([door.query])
    shape = parts[door.query.__name__]
    return [
        {
            "name": name,
            "in": "query",
            "required": name in shape.get("required", []),
            "schema": schema,
        }
        for name, schema in shape["properties"].items()
    ]


def _headers(door: Door) -> list[dict[str, Any]]:
    language = {
        "name": "Accept-Language",
        "in": "header",
        "required": False,
        "description": "Language of error texts: hi (the default) or en",
        "schema": {"type": "string"},
    }
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "The same key and body bring the same answer, and happen once",
        "schema": {"type": "string", "minLength": 8, "maxLength": 200},
    }
    return [language, key] if door.idempotent else [language]
