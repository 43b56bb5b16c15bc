"""The chain of the audit trail in MongoDB: appended in groups, never changed.

What the collections need: find and insert, for checkpoints too; update and remove for nobody
(`deploy/rights/database.py`).
"""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis.clock import Clock
from chassis.errors import Unavailable
from chassis.mongo import answering, ensure_index
from chassis.store import Document, Index
from contracts.audit import ActionRecorded
from services.accounts.domain.trail import Checkpoint, Head, Kept, head_of, linked

RECORDS: Final = "trail"
CHECKPOINTS: Final = "trail_checkpoints"
INDEXES: Final = (
    Index(fields=("record_id",), unique=True),
    Index(fields=("object_id", "_id")),
    Index(fields=("actor_id", "_id")),
    Index(fields=("action", "_id")),
    Index(fields=("areas", "_id")),
)
GROUP: Final = 100
MOST_RACES: Final = 25
_TAKEN: Final = 11000
"""MongoDB's code for a key that is there already."""


def trail_of(database: Database[Document]) -> Database[Document]:
    """The trail's own database beside that of accounts, whose user may add to it, but change or
    delete nothing there: rights by database hold on every server."""
    return database.client.get_database(f"{database.name}_trail")


class _Waiting:
    """A record that waits for its place, and what became of it."""

    def __init__(self, record: ActionRecorded) -> None:
        self.record = record
        self.is_new: bool | None = None
        self.failed: BaseException | None = None


class MongoTrail:
    """`services.accounts.ports.trail.Trail`; a number is given once: nobody can fork it."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._records, self._checkpoints = database[RECORDS], database[CHECKPOINTS]
        self._clock, self._lock = clock, threading.Lock()
        self._waiting: deque[_Waiting] = deque()
        self._head: Head | None = None

    def prepare(self) -> None:
        """Create the indexes; safe to repeat."""
        for index in INDEXES:
            ensure_index(self._records, index)

    def append(self, record: ActionRecorded) -> bool:
        """Whoever has the lock writes for all that wait: a hundred cost little more than one."""
        mine = _Waiting(record)
        self._waiting.append(mine)
        with self._lock:
            while mine.is_new is None and mine.failed is None:
                self._append_group()
        if mine.failed is not None:
            raise Unavailable(field="database") from mine.failed
        return bool(mine.is_new)

    def head(self) -> Head:
        with answering():
            last = self._records.find_one({}, sort=[("_id", -1)])
        return head_of(last) if last else Head()

    def records(self, after: int) -> Iterator[Kept]:
        with answering():
            yield from self._records.find({"_id": {"$gt": after}}).sort("_id", 1)

    def everything(self) -> Iterator[Kept]:
        """Also what has no number of ours: somebody may have put it there."""
        with answering():
            yield from self._records.find({}).sort("_id", 1)

    def last_checkpoint(self) -> Checkpoint | None:
        with answering():
            last = self._checkpoints.find_one({}, sort=[("_id", -1)])
        return _checkpoint(last) if last else None

    def checkpoints(self) -> list[Checkpoint]:
        """All of them, the oldest first."""
        with answering():
            return [_checkpoint(kept) for kept in self._checkpoints.find({}).sort("_id", 1)]

    def keep(self, checkpoint: Checkpoint) -> None:
        kept = {"_id": checkpoint.number, "hash": checkpoint.hash, "at": checkpoint.at}
        with answering():
            self._checkpoints.insert_one(kept | {"signature": checkpoint.signature})

    def _append_group(self) -> None:
        group = [self._waiting.popleft() for _ in range(min(len(self._waiting), GROUP))]
        try:
            new = self._insert({one.record.record_id: one.record for one in group})
        except BaseException as failed:
            self._head = None  # what was written is not known
            for one in group:
                one.failed = failed
            if not isinstance(failed, Exception):
                raise
            return
        for one in group:
            one.is_new = one.record.record_id in new
            new.discard(one.record.record_id)

    def _insert(self, records: dict[str, ActionRecorded]) -> set[str]:
        """Put those that are not there at the end of the chain; the ids of those that were new."""
        new: set[str] = set()
        for _ in range(MOST_RACES):
            missing = records.keys() - self._known(list(records))
            chain = self._chained([records[id] for id in records if id in missing])
            if not chain:
                return new
            try:
                with answering():
                    self._records.insert_many(chain, ordered=True)
                self._head = head_of(chain[-1])
                return new | missing
            except BulkWriteError as lost:
                self._head = None
                if any(error["code"] != _TAKEN for error in lost.details["writeErrors"]):
                    raise
                new |= {kept["record_id"] for kept in chain[: lost.details["nInserted"]]}
        raise Unavailable(field="number")

    def _known(self, ids: Sequence[str]) -> set[str]:
        with answering():
            found = self._records.find({"record_id": {"$in": ids}}, {"record_id": 1})
            return {kept["record_id"] for kept in found}

    def _chained(self, records: Sequence[ActionRecorded]) -> list[Kept]:
        head, chain = self._head or self.head(), []
        for record in records:
            chain.append(linked(head, record, self._clock.now()))
            head = head_of(chain[-1])
        return chain


def _checkpoint(kept: Document) -> Checkpoint:
    at: datetime = kept["at"]
    return Checkpoint(
        number=kept["_id"], hash=kept["hash"], at=at, signature=kept.get("signature", "")
    )
