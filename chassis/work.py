"""The aggregates that one message touches, and the write that ends its handling."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from chassis.aggregate import Aggregate, read
from chassis.clock import Clock
from chassis.context import actor, current
from chassis.errors import AlreadyHandled, NotFound
from chassis.ids import new_id
from chassis.recording import Subject, record_of
from chassis.store import Collection, Document, Outgoing, Store, Write
from contracts.envelope import Envelope
from contracts.message import Event, encode

A = TypeVar("A", bound=Aggregate)


class _Tracked:
    """An aggregate in hand, and what it was when it was read."""

    def __init__(self, collection: str, aggregate: Aggregate, document: Document | None) -> None:
        self.collection, self.aggregate = collection, aggregate
        self.before = state_of(aggregate) if document else None
        self.version: int = document["version"] if document else 0
        self.sequence: int = document["sequence"] if document else 0
        self.outbox: list[Outgoing] = document["outbox"] if document else []


def state_of(aggregate: Aggregate) -> Document:
    """The aggregate as a document: datetimes stay, everything else is plain."""
    state: Document = msgspec.to_builtins(aggregate, builtin_types=(datetime,))
    del state["id"]
    return state


class Work:
    """One message's unit of work: loads aggregates once, then writes each that changed."""

    def __init__(self, store: Store, source: str, clock: Clock) -> None:
        self._store, self._source, self._clock = store, source, clock
        self._tracked: dict[tuple[str, str], _Tracked] = {}

    def repository(self, collection: Collection[A]) -> "Repository[A]":
        """The aggregates of that collection, as this message sees them."""
        return Repository(self, collection)

    def read(self, collection: Collection[A], document: Document | None) -> A | None:
        """Take a document in hand; raises `AlreadyHandled` if it knows the message in hand."""
        if document is None:
            return None
        key = collection.name, document["_id"]
        if key not in self._tracked:
            if current().event_id and current().event_id in document["handled"]:
                raise AlreadyHandled(current().event_id)
            aggregate = read(collection.kind, document)
            self._tracked[key] = _Tracked(collection.name, aggregate, document)
        return self._tracked[key].aggregate  # type: ignore[return-value]

    def load(self, collection: Collection[A], exact: dict[str, Any]) -> A | None:
        """By id alone where that is asked, else by exactly these fields."""
        if exact.keys() == {"_id"}:
            tracked = self._tracked.get((collection.name, exact["_id"]))
            if tracked:
                return tracked.aggregate  # type: ignore[return-value]
            return self.read(collection, self._store.get(collection.name, exact["_id"]))
        return self.read(collection, self._store.find(collection.name, exact))

    def add(self, collection: Collection[A], aggregate: A) -> None:
        """Take a new aggregate in hand; it is inserted when the work is written."""
        key = collection.name, aggregate.id
        self._tracked[key] = _Tracked(collection.name, aggregate, None)

    def write(self) -> Iterator[Write]:
        """Write what changed, one document at a time, and tell each write. Raises `Clash`."""
        for tracked in self._tracked.values():
            state, facts = state_of(tracked.aggregate), tracked.aggregate.facts
            if state == tracked.before and not facts:
                continue
            write = Write(
                collection=tracked.collection,
                id=tracked.aggregate.id,
                version=tracked.version,
                state=state,
                sequence=tracked.sequence + len(facts),
                outbox=self._told(tracked, state),
                earlier=tracked.outbox,
                handled=current().event_id,
            )
            (self._store.update if tracked.before is not None else self._store.insert)(write)
            yield write

    def _told(self, tracked: _Tracked, state: Document) -> list[Outgoing]:
        """Its facts, and for the audit trail who acted; that is no fact of its sequence."""
        now, told = self._clock.now(), []
        for number, fact in enumerate(tracked.aggregate.facts, tracked.sequence + 1):
            told.append(outgoing(fact, source=self._source, at=now, sequence=number))
        who = actor()
        if who is not None:
            subject = _subject(tracked.aggregate)
            record = record_of(who, subject, tracked.before, state, service=self._source, at=now)
            told.append(outgoing(record, source=self._source, at=now))
        return told


def outgoing(fact: Event, *, source: str, at: datetime, sequence: int = 1) -> Outgoing:
    """The event in its envelope, caused by what is in hand; `source` is the service."""
    cause = current()
    envelope = Envelope(
        id=new_id("evt"),
        source=f"/services/{source}",
        type=fact.wire_name(),
        time=at,
        subject=fact.subject(),
        sequence=sequence,
        correlationid=cause.correlation_id,
        causationid=cause.causation_id,
        traceparent=cause.traceparent,
    )
    return Outgoing(
        id=envelope.id,
        at=envelope.time,
        exchange=f"{fact.publisher()}.events",
        key=envelope.type,
        headers=envelope.headers(fact),
        body=encode(fact),
    )


def _subject(aggregate: Aggregate) -> Subject:
    """What an action was done to; where it lies, if it says so by its `areas`."""
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", type(aggregate).__name__).lower()
    return Subject(kind=kind, id=aggregate.id, areas=getattr(aggregate, "areas", ()))


class Repository(Generic[A]):
    """The aggregates of one collection, as one message sees them."""

    def __init__(self, work: Work, collection: Collection[A]) -> None:
        self._work, self._collection = work, collection

    def get(self, id: str) -> A:
        """Raises `NotFound`; `AlreadyHandled` if the message in hand was handled by it before."""
        found = self.find(id)
        if found is None:
            raise NotFound(field=f"{self._collection.kind.__name__.lower()}_id")
        return found

    def find(self, id: str) -> A | None:
        """None where there is none."""
        return self._work.load(self._collection, {"_id": id})

    def find_by(self, **exact: Any) -> A | None:
        """The first one whose fields are exactly these; there must be an index on just these."""
        return self._work.load(self._collection, exact)

    def add(self, aggregate: A) -> None:
        """Keep a new one."""
        self._work.add(self._collection, aggregate)
