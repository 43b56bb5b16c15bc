"""Idempotency-Key: what was answered, kept, so that a repeat is the same answer."""

import hashlib
from datetime import datetime
from typing import Any, Protocol

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.clock import Clock
from chassis.errors import Conflict, Malformed
from chassis.ids import new_id
from chassis.mongo import answering, ensure_index
from chassis.store import Document, Index
from contracts.message import Message
from contracts.values import Text

KEPT_SECONDS = 90 * 24 * 3600
"""Answers hold what they told, addresses too: long enough for any repeat, not for ever."""


class IdempotencyKeyMissing(Malformed):
    """A write from outside without its key."""

    text = Text(hi="Idempotency-Key हेडर ज़रूरी है।", en="The header Idempotency-Key is needed.")


class IdempotencyKeyReused(Conflict):
    """The key was used before for a different request."""

    text = Text(
        hi="यह Idempotency-Key किसी और अनुरोध के लिए इस्तेमाल हो चुकी है।",
        en="This Idempotency-Key was used for a different request.",
    )


class Answer(Message):
    """What was answered: HTTP status, body, and where the new thing is."""

    status: int
    body: bytes
    location: str = ""


class Begun(Message):
    """A request under its key: `seed` is the same for every repeat, `answer` set once answered."""

    id: str
    seed: str
    answer: Answer | None = None


class Answers(Protocol):
    """Keeps answers by key, for 90 days."""

    def begin(self, who: str, route: str, key: str, body: bytes) -> Begun:
        """Raises `IdempotencyKeyReused` for another body under the same key."""
        ...

    def finish(self, begun: Begun, answer: Answer) -> Answer:
        """Keep this answer unless there is one; the one that is kept is what all repeats get."""
        ...


class MongoAnswers:
    """`Answers` in the service's own database."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._kept, self._clock = database["answers"], clock

    def prepare(self) -> None:
        """Create the index that `finish` needs, and the end of keeping; safe to repeat."""
        ensure_index(self._kept, Index(fields=("_id", "answered")))
        ensure_index(self._kept, Index(fields=("at",), expires_after=KEPT_SECONDS))

    def begin(self, who: str, route: str, key: str, body: bytes) -> Begun:
        id = hashlib.sha256(f"{who}\x1f{route}\x1f{key}".encode()).hexdigest()
        digest = hashlib.sha256(body).hexdigest()
        record = _record(id, digest, self._clock.now())
        with answering():
            try:
                self._kept.insert_one(record)
            except DuplicateKeyError:
                record = self._kept.find_one({"_id": id}) or record
        if record["body"] != digest:
            raise IdempotencyKeyReused(field="Idempotency-Key")
        return Begun(id=id, seed=record["seed"], answer=_answer(record))

    def finish(self, begun: Begun, answer: Answer) -> Answer:
        kept = {"status": answer.status, "body": answer.body, "location": answer.location}
        with answering():
            record = self._kept.find_one_and_update(
                {"_id": begun.id, "answered": False},
                {"$set": {"answer": kept, "answered": True}},
                return_document=ReturnDocument.AFTER,
            )
            if record is None:
                record = self._kept.find_one({"_id": begun.id}) or {"answer": kept}
        return _answer(record) or answer


def _record(id: str, digest: str, at: datetime) -> dict[str, Any]:
    seed = new_id("x").removeprefix("x_")
    return {"_id": id, "body": digest, "seed": seed, "answer": None, "answered": False, "at": at}


def _answer(record: Document) -> Answer | None:
    return Answer(**record["answer"]) if record["answer"] else None
