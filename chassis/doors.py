"""What an HTTP door is, apart from any framework: its route, types and rules."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, get_type_hints

from chassis import audit, policy
from chassis.context import Cause
from chassis.errors import Unauthenticated
from chassis.ids import derived_id
from chassis.people import Person
from contracts.message import Message
from contracts.values import Language

MOST_BODY_BYTES = 1024 * 1024
Key = Literal["required", "optional", "none"]
"""Whether an Idempotency-Key must come, may come, or says nothing."""
SAFE = ("GET", "HEAD", "OPTIONS")


class Body(Message, forbid_unknown_fields=True):
    """Base of request bodies and queries: unknown fields are refused."""


class Empty(Message):
    """An answer without content."""


_RULES = frozenset(
    ["status", "may", "open", "guests", "sure", "key", "secret", "raw", "at", "content_type"]
)


class Call(Message):
    """The request as a door sees it: who, in which language, under which key, because of what.

    `action` is what the policy table calls it; `network` the caller's address as the gateway saw
    it, `device` how their program calls itself; `if_match` the version that they want to change.
    """

    person: Person | None
    language: Language
    cause: Cause
    action: str = ""
    seed: str = ""
    network: str = ""
    device: str = ""
    if_match: int | None = None
    raw: bytes = b""
    headers: dict[str, str] = {}
    asked: list[str] = []
    """What the door has asked of the policy table about the object in hand."""

    @property
    def who(self) -> Person:
        """The caller; doors that let strangers in must not ask."""
        assert self.person is not None
        return self.person

    def may(self, *, owners: Sequence[str] = (), areas: Sequence[str] = ()) -> bool:
        """Whether the policy table lets the caller do this to an object of these owners, there."""
        self.asked.append(self.action)
        if self.person is None:
            return False
        allow = policy.allows(self.person, self.action, owners=owners, areas=areas)
        if allow:
            audit.act(self, allow, areas)
        return bool(allow)

    def must(self, *, owners: Sequence[str] = (), areas: Sequence[str] = ()) -> None:
        """Raises `Forbidden` unless they `may`, `Unauthenticated` for strangers."""
        self.asked.append(self.action)
        if self.person is None:
            raise Unauthenticated(field="Authorization", allowed="Bearer <token>")
        audit.act(self, policy.must(self.person, self.action, owners=owners, areas=areas), areas)

    def narrows(self) -> Person:
        """The caller, of a door that by itself shows no more than the policy table allows."""
        self.asked.append(self.action)
        return self.who

    def id_for(self, prefix: str) -> str:
        """The id of what this request makes: a repeat under the same Idempotency-Key, the same."""
        if self.seed:
            return f"{prefix}_{self.seed}"
        whose = self.person.id if self.person else ""  # another's request id brings nobody's ids
        return derived_id(prefix, whose, self.cause.correlation_id)


class Door(Message):
    """One HTTP operation, from which the server and the OpenAPI description are made."""

    method: str
    path: str
    summary: str
    status: int
    may: str
    open: bool
    guests: bool
    sure: bool
    key: Key
    secret: bool
    raw: bool
    at: str
    body: Any
    query: Any
    answer: Any
    content_type: str


def door_for(method: str, path: str, function: Callable[..., Any], **rules: Any) -> Door:
    """Read the types of a door from its function: `body`, `query` and what it returns."""
    if unknown := rules.keys() - _RULES:
        raise TypeError(f"{method} {path}: no such rule: {', '.join(sorted(unknown))}")
    hints = get_type_hints(function)
    return Door(
        method=method,
        path=path,
        summary=(function.__doc__ or function.__name__.replace("_", " ")).strip().split("\n")[0],
        status=rules.get("status", 200),
        may=rules.get("may", ""),
        open=rules.get("open", False) or rules.get("guests", False),
        guests=rules.get("guests", False),
        sure=rules.get("sure", False),
        key=rules.get("key", "none" if method in SAFE or rules.get("raw") else "optional"),
        secret=rules.get("secret", False),
        raw=rules.get("raw", False),
        at=rules.get("at", ""),
        body=hints.get("body"),
        query=hints.get("query"),
        answer=_answer(hints.get("return", Empty)),
        content_type=rules.get("content_type", "application/json"),
    )


def _answer(kind: Any) -> Any:
    """A door that answers in a framework's own response type says nothing of its content."""
    return dict if getattr(kind, "__module__", "").startswith("werkzeug") else kind
