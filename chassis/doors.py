"""What an HTTP door is, apart from any framework: its route, types and rules."""

import re
from collections.abc import Callable
from typing import Any, get_type_hints

import msgspec

from chassis.context import Cause
from chassis.errors import Malformed
from chassis.ids import derived_id
from chassis.people import Person, Role
from contracts.message import Message
from contracts.values import Language, Text

MOST_BODY_BYTES = 256 * 1024


class UnknownField(Malformed):
    """A field that the door does not know: nobody's wish is silently ignored."""

    text = Text(hi="यह फ़ील्ड मान्य नहीं है: {why}", en="There is no such field here: {why}")


class Body(Message, forbid_unknown_fields=True):
    """Base of request bodies and queries: unknown fields are refused."""


class Empty(Message):
    """An answer without content."""


class Call(Message):
    """The request as a door sees it: who, in which language, under which key, because of what."""

    person: Person | None
    language: Language
    cause: Cause
    seed: str = ""
    raw: bytes = b""
    headers: dict[str, str] = {}

    @property
    def who(self) -> Person:
        """The caller; doors that let strangers in must not ask."""
        assert self.person is not None
        return self.person

    def id_for(self, prefix: str) -> str:
        """The id of what this request makes: a repeat under the same Idempotency-Key, the same."""
        return (
            f"{prefix}_{self.seed}" if self.seed else derived_id(prefix, self.cause.correlation_id)
        )


class Door(Message):
    """One HTTP operation, from which the server and the OpenAPI description are made."""

    method: str
    path: str
    summary: str
    status: int
    role: Role | None
    open: bool
    guests: bool
    idempotent: bool
    secret: bool
    raw: bool
    body: Any
    query: Any
    answer: Any
    content_type: str


def door_for(method: str, path: str, function: Callable[..., Any], **rules: Any) -> Door:
    """Read the types of a door from its function: `body`, `query` and what it returns."""
    hints = get_type_hints(function)
    return Door(
        method=method,
        path=path,
        summary=(function.__doc__ or function.__name__.replace("_", " ")).strip().split("\n")[0],
        status=rules.get("status", 200),
        role=rules.get("role"),
        open=rules.get("open", False) or rules.get("guests", False),
        guests=rules.get("guests", False),
        idempotent=rules.get("idempotent", False) or rules.get("secret", False),
        secret=rules.get("secret", False),
        raw=rules.get("raw", False),
        body=hints.get("body"),
        query=hints.get("query"),
        answer=_answer(hints.get("return", Empty)),
        content_type=rules.get("content_type", "application/json"),
    )


def _answer(kind: Any) -> Any:
    """A door that answers in a framework's own response type says nothing of its content."""
    return dict if getattr(kind, "__module__", "").startswith("werkzeug") else kind


def read_body(kind: Any, raw: bytes) -> Any:
    """The body as its type; raises `Malformed` with the field at fault."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as bad:
        raise told(bad, kind) from bad
    except (msgspec.DecodeError, UnicodeDecodeError) as bad:
        raise Malformed(field="body", allowed="JSON", why="not JSON") from bad


def read_query(kind: Any, values: dict[str, str]) -> Any:
    """The query's parameters as their type; raises `Malformed` with the field at fault."""
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as bad:
        raise told(bad, kind) from bad


def told(bad: msgspec.ValidationError, kind: Any) -> Malformed:
    """msgspec's sentence, taken apart: `Expected `int`, got `str` - at `$.lines[0].quantity``."""
    why, _, at = str(bad).partition(" - at ")
    field = at.strip("`").removeprefix("$.").removeprefix("$")
    if "unknown field" in why:
        name = why.rpartition("unknown field ")[2].strip("`")
        field = f"{field}.{name}" if field else name
        return UnknownField(field=field, why=name)
    if "missing required field" in why:
        name = why.rpartition("missing required field ")[2].strip("`")
        field = f"{field}.{name}" if field else name
    allowed = why.partition(", got")[0].removeprefix("Expected ").replace("`", "")
    if "Invalid enum value" in why:
        allowed = _words(msgspec.inspect.type_info(kind), field)
    return Malformed(field=field or "body", allowed=allowed, why=why.replace("`", ""))


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
