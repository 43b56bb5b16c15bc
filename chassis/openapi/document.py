"""OpenAPI 3.1 from the doors of services: nothing in it is written by hand but the examples."""

import re
from typing import Any, Final

from chassis.openapi import parameters, responses
from chassis.openapi.links import links_of
from chassis.openapi.routes import Api, Operation
from chassis.openapi.schemas import Schemas, schemas_of
from contracts.policy import POLICY, Allow

_PROSE: Final = """\
Amounts are whole paise, weights grams, times RFC 3339 in UTC. Bodies and queries with fields that
are not described are refused; answers may gain fields.

Every write may be sent again under the same `Idempotency-Key`: it happens once. Where money or
stock moves the key must be there. Answers with an `ETag` can be changed with `If-Match`, so that
nobody's change is lost. Lists come in pages: `next` of one page is the `cursor` of the next, and
empty at the end.

What goes wrong is told as `application/problem+json` (RFC 9457): `code` is stable and listed in
docs/errors.md, `detail` is for people in Hindi or English, `errors` name what to mend by JSON
pointer or parameter. What bears `Retry-After` may be sent again after so many seconds."""
_SCHEMES: Final = {
    "person": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A person's access token, of POST /v1/tokens",
    },
    "machine": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The token of a partner's program, of POST /v1/machine-tokens",
    },
}


def describe(api: Api, *, title: str, version: str, url: str) -> dict[str, Any]:
    """One description of all these services, each operation tagged with its service."""
    operations = api.operations()
    schemas = schemas_of(operations)
    paths: dict[str, dict[str, Any]] = {}
    for operation in operations:
        told = _operation(operation, api, schemas)
        told["responses"][str(operation.door.status)] |= _links(operation, operations)
        paths.setdefault(operation.path, {})[operation.door.method.lower()] = told
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": _PROSE},
        "servers": [{"url": url}],
        "tags": [{"name": name, "description": _said(kind)} for name, kind in api.services.items()],
        "paths": paths,
        "components": _components(api, schemas),
    }


def only(document: dict[str, Any], service: str) -> dict[str, Any]:
    """The same for one service, with what it needs of the components."""
    paths = {
        path: kept
        for path, operations in document["paths"].items()
        if (kept := {m: op for m, op in operations.items() if service in op["tags"]})
    }
    tags = [tag for tag in document["tags"] if tag["name"] == service]
    return document | {"tags": tags, "paths": paths, "components": _needed(document, paths)}


def _operation(operation: Operation, api: Api, schemas: Schemas) -> dict[str, Any]:
    door, refusals = operation.door, api.refusals[operation.service]
    told: dict[str, Any] = {
        "tags": [operation.service],
        "summary": operation.summary,
        "description": "\n\n".join(_description(operation, schemas)),
        "operationId": operation.id,
        "parameters": parameters.parameters_of(operation, api.examples),
        "responses": responses.responses_of(operation, schemas, refusals, api.examples),
        "security": _security(operation),
    }
    if door.may:
        told["x-action"] = door.may
    if door.body is not None:
        content = {"schema": schemas.of[door.body]}
        if door.body.__name__ in api.examples:
            content["example"] = api.examples[door.body.__name__]
        told["requestBody"] = {"required": True, "content": {"application/json": content}}
    return told


def _description(operation: Operation, schemas: Schemas) -> list[str]:
    door = operation.door
    query = " ".join((door.query.__doc__ or "").split()) if door.query else ""
    body = schemas.resolved(schemas.of[door.body]).get("description", "") if door.body else ""
    rules = [_allowed(allow) for allow in POLICY.get(door.may, ())]
    return [
        *filter(None, (operation.text, query, " ".join(body.split()))),
        *([f"Action `{door.may}`. Allowed: {'; '.join(rules)}."] if rules else []),
        *(["The answer is not kept: a repeat makes it anew."] if door.secret else []),
        *(["Asks for a second step a short while before."] if door.sure else []),
    ]


def _allowed(allow: Allow) -> str:
    """A row of the policy table in words."""
    kinds = f" ({', '.join(allow.kinds)})" if allow.kinds else ""
    where = {
        (True, True): " on what is theirs, in their area",
        (True, False): " on what is theirs",
        (False, True): " in their area",
        (False, False): "",
    }[allow.own, allow.area]
    return f"{allow.role}{kinds}{where}"


def _security(operation: Operation) -> list[dict[str, list[str]]]:
    door, roles = operation.door, set(operation.roles)
    if door.open and not door.guests:
        return []
    schemes: list[dict[str, list[str]]] = [{}] if door.guests else []
    if not roles or roles - {"partner"}:
        schemes.append({"person": []})
    return [*schemes, {"machine": []}] if "partner" in roles else schemes


def _links(operation: Operation, operations: list[Operation]) -> dict[str, Any]:
    found = links_of(operation, operations)
    return {"links": found} if found else {}


def _components(api: Api, schemas: Schemas) -> dict[str, Any]:
    refused = [responses.refused(name, api.refusals[name]) for name in api.services]
    return {
        "schemas": dict(schemas.components),
        "parameters": parameters.headers(),
        "headers": responses.headers(),
        "responses": {key: told for found in refused for key, told in found.items()},
        "securitySchemes": _SCHEMES,
    }


def _needed(document: dict[str, Any], paths: Any) -> dict[str, Any]:
    """The components that these paths lead to."""
    everything = document["components"]
    kept: dict[str, Any] = {"securitySchemes": everything["securitySchemes"]}
    waiting = list(_references(paths))
    while waiting:
        _, _, kind, name = waiting.pop().split("/")
        if name not in kept.setdefault(kind, {}):
            kept[kind][name] = everything[kind][name]
            waiting += _references(everything[kind][name])
    return kept


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in _references(value)]
    return (
        [found for value in node for found in _references(value)] if isinstance(node, list) else []
    )


def _said(kind: type) -> str:
    return re.sub(r"\s+", " ", kind.__doc__ or "").strip()
