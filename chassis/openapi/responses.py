"""What an operation answers: its success, and every refusal with the codes it may have."""

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from chassis.openapi.refusals import Known
from chassis.openapi.routes import Operation
from chassis.openapi.schemas import Schemas
from chassis.problems import CONTENT_TYPE, TYPES, Problem

_TEXT: Final = {"type": "string"}
HEADERS: Final[dict[str, dict[str, Any]]] = {
    "X-Request-Id": {
        "description": "The request's id: name it when you ask us about this answer",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_.-]{8,80}$"},
    },
    "ETag": {
        "description": "The version, for If-Match and If-None-Match",
        "schema": {"type": "string", "pattern": '^(W/)?"[0-9]{1,18}-[0-9a-f]{8}"$'},
    },
    "Location": {"description": "Where it is to be read from now on", "schema": _TEXT},
    "Idempotent-Replayed": {
        "description": "`true` where this is the first answer to the same key, once more",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Preference-Applied": {
        "description": "What of `Prefer` was followed",
        "schema": {"type": "string", "enum": ["return=minimal"]},
    },
    "Retry-After": {
        "description": "Seconds after which to try again",
        "schema": {"type": "integer", "minimum": 1},
    },
    "RateLimit": {"description": "What is left: requests `r`, seconds `t`", "schema": _TEXT},
    "RateLimit-Policy": {"description": "So many (`q`) in so many seconds (`w`)", "schema": _TEXT},
    "WWW-Authenticate": {"description": "How to say who calls", "schema": _TEXT},
}
_EVERYWHERE: Final = ("X-Request-Id", "RateLimit", "RateLimit-Policy")
_SPECIAL: Final = {401: ["WWW-Authenticate"], 429: ["Retry-After"], 503: ["Retry-After"]}
_TOKEN: Final = (401, 403)


def responses_of(
    operation: Operation, schemas: Schemas, refusals: Sequence[Known], examples: Mapping[str, Any]
) -> dict[str, Any]:
    """By status."""
    found = {str(operation.door.status): _done(operation, schemas, examples)}
    if operation.writes and not operation.door.raw:
        found["204"] = _minimal(operation)
    if not operation.writes and operation.versioned:
        found["304"] = {"description": "Still the same", "headers": _headers(["ETag"])}
    for status in statuses_of(operation, refusals):
        found[str(status)] = {"$ref": f"#/components/responses/{operation.service}_{status}"}
    return dict(sorted(found.items()))


def statuses_of(operation: Operation, refusals: Iterable[Known]) -> list[int]:
    """The refusals that this operation can meet, of all that its service knows."""
    known = {refusal.status for refusal in refusals} - {405}
    door = operation.door
    own = {refusal.status for refusal in refusals if refusal.own}
    if door.open and not door.guests:
        known -= {status for status in _TOKEN if status not in own}
    if not operation.writes:
        known -= {409}
    if not operation.edits:
        known -= {412}
    if door.body is None:
        known -= {413, 415} if not door.raw else {415}
    return sorted(known)


def refused(service: str, refusals: Sequence[Known]) -> dict[str, Any]:
    """A service's refusals as components, one for each status."""
    by_status: dict[int, list[Known]] = {}
    for known in refusals:
        by_status.setdefault(known.status, []).append(known)
    return {f"{service}_{status}": _problem(status, found) for status, found in by_status.items()}


def headers() -> dict[str, Any]:
    """The components that answers refer to."""
    return {key: {"required": False} | told for key, told in HEADERS.items()}


def _done(operation: Operation, schemas: Schemas, examples: Mapping[str, Any]) -> dict[str, Any]:
    door = operation.door
    raw = door.answer is bytes
    content: dict[str, Any] = {"schema": dict(_TEXT) if raw else schemas.of[door.answer]}
    if (name := getattr(door.answer, "__name__", "")) in examples:
        content["example"] = examples[name]
    told = schemas.resolved(schemas.of[door.answer]).get("description", "")
    return {
        "description": told or HTTPStatus(door.status).phrase,
        "headers": _headers(_success(operation)),
        "content": {door.content_type: content},
    }


def _minimal(operation: Operation) -> dict[str, Any]:
    named = [*_success(operation), "Preference-Applied"]
    return {"description": "Done; the caller preferred no body", "headers": _headers(named)}


def _success(operation: Operation) -> list[str]:
    door = operation.door
    found = ["ETag"] if operation.versioned else []
    found += ["Location"] if door.at else []
    return found + (["Idempotent-Replayed"] if door.key != "none" and not door.secret else [])


def _headers(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in (*_EVERYWHERE, *names)}


def _problem(status: int, found: Sequence[Known]) -> dict[str, Any]:
    rows = "\n".join(f"- `{known.code}`: {known.when}" for known in found)
    codes = {"enum": [known.code for known in found]}
    shape = {"properties": {"status": {"const": status}, "code": codes}}
    reference = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        "description": f"{HTTPStatus(status).phrase}\n\n{rows}",
        "headers": _headers(_SPECIAL.get(status, ["Retry-After"] if status == 409 else [])),
        "content": {
            CONTENT_TYPE: {
                "schema": {"allOf": [reference, shape]},
                "example": _example(next((k for k in found if k.own), found[0])),
            }
        },
    }


def _example(known: Known) -> dict[str, Any]:
    return {
        "type": f"{TYPES}/{known.code}",
        "title": HTTPStatus(known.status).phrase,
        "status": known.status,
        "code": known.code,
        "detail": re.sub(r"\{\w+\}", "…", known.text.en),
        "request_id": "req_0198a4b2-7c1d-7e3f-9a5b-2d4c6e8f0a12",
        "errors": [],
    }
