"""What a caller may send beside the body: path, query and headers."""

from collections.abc import Mapping
from typing import Any, Final

from chassis.openapi.routes import Operation
from chassis.openapi.schemas import query_schema

PREFIXES: Final = {
    "grant_id": "grt",
    "login_id": "lgn",
    "machine_id": "mch",
    "order_id": "ord",
    "partner_id": "par",
    "payment_id": "pay",
    "payout_account_id": "pac",
    "person_id": "per",
    "product_id": "prd",
    "profile_id": "per",
    "seller_id": "sel",
    "session_id": "ses",
    "shipment_id": "shp",
}
"""What the ids of each kind of thing begin with."""
FREE: Final = frozenset({"event_id", "key_id", "meaning_id"})
"""Ids of another form: events may be others', keys are short, meanings have names."""
_UUID: Final = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_EXAMPLE: Final = "0198a4b2-7c1d-7e3f-9a5b-2d4c6e8f0a12"
_TOLD: Final = {
    "cursor": "`next` of the page before; empty for the first page",
    "limit": "How many at most",
}
HEADERS: Final[dict[str, dict[str, Any]]] = {
    "AcceptLanguage": {
        "name": "Accept-Language",
        "description": "Language of the texts for people: `hi` (the default) or `en`",
        "schema": {"type": "string", "default": "hi"},
        "example": "en",
    },
    "RequestId": {
        "name": "X-Request-Id",
        "description": "An id of the caller's for this request, 8 to 64 of `A-Za-z0-9._-`; "
        "the answer bears it, or one of ours",
        "schema": {"type": "string"},
        "example": "till-3-2026-11-21-0007",
    },
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "required": True,
        "description": "The same key and request happen once and get the first answer, for 90 days",
        "schema": {"type": "string", "pattern": "^[!-~]{8,200}$"},
        "example": "order-2026-11-21-0007",
    },
    "IdempotencyKeyOptional": {
        "name": "Idempotency-Key",
        "description": "The same key and request happen once and get the first answer, for 90 days",
        "schema": {"type": "string", "pattern": "^[!-~]{8,200}$"},
        "example": "change-2026-11-21-0007",
    },
    "IfMatch": {
        "name": "If-Match",
        "description": "The `ETag` that was seen: if somebody has changed it since, 412",
        "schema": {
            "type": "string",
            "anyOf": [
                {"const": "*"},
                {"pattern": '^"[0-9]{1,18}"$'},
                {"pattern": '^"[0-9]{1,18}-[0-9a-f]{8}"$'},
                {"pattern": '^W/"[0-9]{1,18}"$'},
                {"pattern": '^W/"[0-9]{1,18}-[0-9a-f]{8}"$'},
            ],
        },
        "example": "*",
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "description": "The `ETag` that is at hand: if it is still this one, 304",
        "schema": {"type": "string"},
        "example": '"7"',
    },
    "Prefer": {
        "name": "Prefer",
        "description": "`return=minimal`: 204 in place of the answer's body (RFC 7240)",
        "schema": {"type": "string"},
        "example": "return=representation",
    },
}


def headers() -> dict[str, dict[str, Any]]:
    """The components that operations refer to."""
    return {key: {"in": "header", "required": False, **told} for key, told in HEADERS.items()}


def parameters_of(operation: Operation, examples: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All of an operation: path, query, headers."""
    return [
        *(_path_value(name, examples) for name in operation.path_values),
        *_query(operation.door.query, examples),
        *({"$ref": f"#/components/parameters/{key}"} for key in _headers(operation)),
    ]


def example_id(name: str) -> str:
    """An id as things of that name have it."""
    return f"{PREFIXES[name]}_{_EXAMPLE}"


def _path_value(name: str, examples: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    found = {"name": name, "in": "path", "required": True, "schema": schema}
    if name in PREFIXES:
        schema["pattern"] = f"^{PREFIXES[name]}_{_UUID}$"
        return found | {"example": example_id(name)}
    return found | ({"example": examples[name]} if name in examples else {})


def _query(kind: Any, examples: Mapping[str, Any]) -> list[dict[str, Any]]:
    if kind is None:
        return []
    fields, needed = query_schema(kind)
    given = examples.get(kind.__name__, {})
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": schema}
        | ({"description": _TOLD[name]} if name in _TOLD else {})
        | ({"example": given[name]} if name in given else {})
        for name, schema in fields.items()
    ]


def _headers(operation: Operation) -> list[str]:
    door = operation.door
    key = {"required": ["IdempotencyKey"], "optional": ["IdempotencyKeyOptional"]}
    found = [*key.get(door.key, []), "AcceptLanguage", "RequestId"]
    if operation.edits:
        found.append("IfMatch")
    if operation.writes and not door.raw:
        found.append("Prefer")
    if not operation.writes and operation.versioned:
        found.append("IfNoneMatch")
    return found
