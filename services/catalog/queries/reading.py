"""Documents of the catalogue as aggregates, one or many at a time."""

from collections.abc import Iterable
from typing import Any, TypeVar

from pymongo.database import Database

from chassis.aggregate import Aggregate, read
from chassis.mongo import answering
from chassis.store import Collection, Document

A = TypeVar("A", bound=Aggregate)
_KEPT_BACK = {"outbox": 0, "handled": 0}


def one(database: Database[Document], collection: Collection[A], id: str) -> A | None:
    """By id; None where there is none."""
    return many(database, collection, [id]).get(id)


def many(
    database: Database[Document], collection: Collection[A], ids: Iterable[str]
) -> dict[str, A]:
    """Those with these ids, by id."""
    wanted = {"_id": {"$in": list(set(ids))}}
    return {aggregate.id: aggregate for aggregate in some(database, collection, wanted)}


def some(
    database: Database[Document], collection: Collection[A], wanted: dict[str, Any]
) -> list[A]:
    """All that the filter finds."""
    with answering():
        documents = list(database[collection.name].find(wanted, _KEPT_BACK))
    return [_read(collection, document) for document in documents]


def page(
    database: Database[Document],
    collection: Collection[A],
    filters: Iterable[dict[str, Any]],
    after: str,
    limit: int,
) -> list[A]:
    """The first after an id that any of the filters finds, by id: one more than `limit` if there is
    a next page. Each filter has an index of its own, which `$or` would not use everywhere.
    """
    each: dict[str, Document] = {}
    with answering():
        for wanted in filters:
            found = database[collection.name].find({"_id": {"$gt": after}} | wanted, _KEPT_BACK)
            each |= {one["_id"]: one for one in found.sort("_id", 1).limit(limit + 1)}
    return [_read(collection, each[id]) for id in sorted(each)[: limit + 1]]


def _read(collection: Collection[A], document: Document) -> A:
    return read(collection.kind, document)
