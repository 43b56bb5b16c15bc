"""What the pipeline needs of a document database, as a port."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from chassis.aggregate import Aggregate
from contracts.message import Message

A = TypeVar("A", bound=Aggregate)
Document = dict[str, Any]


class Index(Message):
    """An index on exactly these fields, for the queries that filter by exactly these."""

    fields: tuple[str, ...]
    unique: bool = False
    sparse: bool = False
    expires_after: int | None = None


class Collection(Generic[A]):
    """Where the aggregates of one class are kept, and how they are looked up."""

    def __init__(self, name: str, kind: type[A], *indexes: Index) -> None:
        self.name, self.kind, self.indexes = name, kind, indexes


class Outgoing(Message):
    """One event in an outbox, ready for the broker."""

    id: str
    at: datetime
    exchange: str
    key: str
    headers: dict[str, Any]
    body: bytes


class Write(Message):
    """One aggregate's new state, its new events and the message that caused them.

    `earlier` are events that still lay in its outbox when it was read: they leave first.
    """

    collection: str
    id: str
    version: int
    state: Document
    sequence: int
    outbox: list[Outgoing]
    earlier: list[Outgoing] = []
    handled: str = ""


class Store(Protocol):
    """A document database. Every write is one single-document write.

    A document that was read has its state, `_id`, `version`, `sequence`, `handled` and the list of
    `Outgoing` that is its `outbox`.
    """

    def get(self, collection: str, id: str) -> Document | None: ...

    def find(self, collection: str, exact: Mapping[str, Any]) -> Document | None:
        """The first document where these fields have exactly these values."""
        ...

    def insert(self, write: Write) -> None:
        """Raises `Clash` if the id, or a unique field, is taken."""
        ...

    def update(self, write: Write) -> None:
        """Stores the next version; raises `Clash` unless the stored one is `write.version`, or if
        a unique field is taken."""
        ...

    def waiting(self, collection: str, limit: int) -> list[tuple[str, list[Outgoing]]]:
        """Aggregates with events that are not yet cleared, and all those events in order."""
        ...

    def clear(self, collection: str, ids: Iterable[str], event_ids: Iterable[str]) -> None:
        """Take confirmed events out of the outboxes of these aggregates, in one round trip."""
        ...


HANDLED_KEPT = 200
"""How many ids of handled messages an aggregate remembers."""
