"""The one MongoDB adapter: versioned saves, exact indexes, majority writes, timed calls."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
from pymongo import MongoClient
from pymongo.collection import Collection as MongoCollection
from pymongo.database import Database
from pymongo.errors import (
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    NetworkTimeout,
    OperationFailure,
    WaitQueueTimeoutError,
    WTimeoutError,
)

from chassis.errors import Clash, Unavailable
from chassis.store import HANDLED_KEPT, Collection, Document, Index, Outgoing, Write

CALL_LIMIT_MS = 5_000
INDEX_OPTIONS_CONFLICT = 85
OUTBOX = Index(fields=("outbox.at",), sparse=True)
VERSIONED = Index(fields=("_id", "version"))
"""The local server's planner uses an index only for exactly its fields."""
_AWAY = (
    ConnectionFailure,
    ExecutionTimeout,
    NetworkTimeout,
    WaitQueueTimeoutError,
    WTimeoutError,  # written, but no majority said so: decided again, and recognised if it lasts
)


def connect(url: str, service: str, *, pool: int = 100) -> Database[Document]:
    """The service's own database, `haat_<service>`."""
    client: MongoClient[Document] = MongoClient(
        url,
        tz_aware=True,
        maxPoolSize=pool,
        timeoutMS=CALL_LIMIT_MS,
        serverSelectionTimeoutMS=CALL_LIMIT_MS,
        w="majority",
        journal=True,
        appname=f"haat-{service}",
    )
    return client[f"haat_{service}"]


@contextmanager
def answering() -> Iterator[None]:
    """Turns a database that is away or late into `Unavailable`."""
    try:
        yield
    except _AWAY as away:
        raise Unavailable(field="database") from away


class MongoStore:
    """`chassis.store.Store` over MongoDB."""

    def __init__(self, database: Database[Document], *collections: Collection[Any]) -> None:
        self.database, self.collections = database, collections

    def prepare(self) -> None:
        """Create every index that the collections declare; safe to repeat."""
        for collection in self.collections:
            for index in (VERSIONED, OUTBOX, *collection.indexes):
                ensure_index(self.database[collection.name], index)

    def get(self, collection: str, id: str) -> Document | None:
        return self.find(collection, {"_id": id})

    def find(self, collection: str, exact: Mapping[str, Any]) -> Document | None:
        with answering():
            found = self.database[collection].find_one(dict(exact))
        if found is not None and found["outbox"]:
            found["outbox"] = _outgoing(found)
        return found

    def insert(self, write: Write) -> None:
        document = write.state | {
            "_id": write.id,
            "version": 1,
            "sequence": write.sequence,
            "outbox": [msgspec.structs.asdict(event) for event in write.outbox],
            "handled": [write.handled] if write.handled else [],
        }
        with answering():
            try:
                self.database[write.collection].insert_one(document)
            except DuplicateKeyError as taken:
                raise Clash(write.id) from taken

    def update(self, write: Write) -> None:
        pushed: dict[str, Any] = {}
        if write.outbox:
            pushed["outbox"] = {"$each": [msgspec.structs.asdict(event) for event in write.outbox]}
        if write.handled:
            pushed["handled"] = {"$each": [write.handled], "$slice": -HANDLED_KEPT}
        change: dict[str, Any] = {
            "$set": write.state | {"version": write.version + 1, "sequence": write.sequence}
        }
        with answering():
            try:
                result = self.database[write.collection].update_one(
                    {"_id": write.id, "version": write.version},
                    change | ({"$push": pushed} if pushed else {}),
                )
            except DuplicateKeyError as taken:
                raise Clash(write.id) from taken
        if result.matched_count == 0:
            raise Clash(write.id)

    def waiting(self, collection: str, limit: int) -> list[tuple[str, list[Outgoing]]]:
        any_time = {"outbox.at": {"$gt": datetime.fromtimestamp(0, UTC)}}
        with answering():
            found = list(self.database[collection].find(any_time, {"outbox": 1}).limit(limit))
        return [(document["_id"], _outgoing(document)) for document in found]

    def clear(self, collection: str, ids: Iterable[str], event_ids: Iterable[str]) -> None:
        with answering():
            self.database[collection].update_many(
                {"_id": {"$in": list(set(ids))}},
                {"$pull": {"outbox": {"id": {"$in": list(event_ids)}}}},
            )


def _outgoing(document: Document) -> list[Outgoing]:
    return [msgspec.convert(event, Outgoing) for event in document["outbox"]]


def ensure_index(collection: MongoCollection[Document], index: Index) -> None:
    """Create the index if it is missing; one that was made otherwise is made anew."""
    options: dict[str, Any] = {"unique": index.unique, "sparse": index.sparse}
    if index.expires_after is not None:
        options["expireAfterSeconds"] = index.expires_after
    fields = [(field, 1) for field in index.fields]
    try:
        collection.create_index(fields, **options)
    except OperationFailure as conflict:
        if conflict.code != INDEX_OPTIONS_CONFLICT:
            raise
        collection.drop_index(fields)
        collection.create_index(fields, **options)
