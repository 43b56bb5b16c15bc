"""The log of queries: written in groups by a loop, so that no answer waits for it."""

import logging
from collections import deque
from typing import Final, NamedTuple, TypeVar

import msgspec
from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis import metrics
from chassis.clock import Clock
from chassis.errors import Unavailable
from chassis.mongo import answering
from chassis.store import Document
from contracts.values import Language
from services.search.domain.found import Found
from services.search.domain.searched import Searched, kept_id, searched
from services.search.tables import SEARCHES

MOST_WAITING: Final = 2_000
"""What comes while that many wait is lost: the log is for many queries, not for each."""
GROUP: Final = 200
MOST_CLICKS: Final = 20
"""Of one search: nobody looks at more, and no document grows without end."""
_TAKEN: Final = 11_000
_log = logging.getLogger(__name__)
T = TypeVar("T")


class Click(NamedTuple):
    """A product of an answer was looked at; `place` from 1."""

    id: str
    product_id: str
    place: int


class QueryLog:
    """Takes queries and clicks in memory; `flush` is for a loop."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._searches, self._clock = database[SEARCHES], clock
        self._asked: deque[Searched] = deque()
        self._clicks: deque[Click] = deque()

    def note(self, asked: str, found: Found, language: Language) -> None:
        """Keep a query, unless it may tell of a person."""
        kept = searched(asked, found, language, self._clock.now())
        if kept is None:
            return
        if len(self._asked) < MOST_WAITING:
            self._asked.append(kept)
        else:
            metrics.SEARCHES_LOST.labels("query").inc()

    def click(self, search_id: str, product_id: str, place: int) -> None:
        """Keep that a product was chosen; of a search that is not kept, nothing will be."""
        if len(self._clicks) < MOST_WAITING:
            self._clicks.append(Click(kept_id(search_id), product_id, place))
        else:
            metrics.SEARCHES_LOST.labels("click").inc()

    def flush(self) -> None:
        """Write what waits, queries before clicks; what the database does not take is lost."""
        while self._asked or self._clicks:
            asked, clicks = _first(self._asked), _first(self._clicks)
            try:
                with answering():
                    self._insert(asked)
                    self._count(clicks)
            except Unavailable:
                metrics.SEARCHES_LOST.labels("query").inc(len(asked))
                metrics.SEARCHES_LOST.labels("click").inc(len(clicks))
                _log.warning("the database was away while writing the log of queries")
                return

    def _insert(self, asked: list[Searched]) -> None:
        if asked:
            try:
                self._searches.insert_many([_document(one) for one in asked], ordered=False)
            except BulkWriteError as some:
                if any(error["code"] != _TAKEN for error in some.details["writeErrors"]):
                    raise

    def _count(self, clicks: list[Click]) -> None:
        if clicks:
            self._searches.bulk_write([_counted(click) for click in clicks], ordered=False)


def _first(waiting: deque[T]) -> list[T]:
    return [waiting.popleft() for _ in range(min(GROUP, len(waiting)))]


def _document(asked: Searched) -> Document:
    document = msgspec.structs.asdict(asked)
    return {"_id": document.pop("id")} | document | {"picks": 0, "clicked": []}


def _counted(click: Click) -> UpdateOne:
    """The same product counts once for a search; by the id alone, so that no index is missed."""
    product_id = {"$literal": click.product_id}  # from strangers: "$words" is no field here
    ids = {"$map": {"input": "$clicked", "as": "one", "in": "$$one.product_id"}}
    enough = {"$gte": ["$picks", MOST_CLICKS]}
    more = {"$concatArrays": ["$clicked", [{"product_id": product_id, "place": click.place}]]}
    chosen = {"$cond": [{"$or": [{"$in": [product_id, ids]}, enough]}, "$clicked", more]}
    steps: list[Document] = [
        {"$set": {"clicked": chosen}},
        {"$set": {"picks": {"$size": "$clicked"}}},
    ]
    return UpdateOne({"_id": click.id}, steps)
