"""Idempotency-Key: what was answered, kept, so that a repeat is the same answer."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec
from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.clock import Clock
from chassis.errors import Conflict, Invalid, Malformed
from chassis.ids import new_id
from chassis.mongo import answering, ensure_index
from chassis.store import Document, Index
from contracts.message import Message
from contracts.values import Text

KEPT_SECONDS = 90 * 24 * 3600
"""Answers hold what they told, addresses too: long enough for any repeat, not for ever."""
IN_FLIGHT = timedelta(seconds=5)
"""So long a repeat waits for whoever began. Two at once would do no harm, their ids are the same:
this spares work, and after a crash nobody waits for long."""


class IdempotencyKeyMissing(Malformed):
    """A write from outside without its key."""

    text = Text(hi="Idempotency-Key हेडर ज़रूरी है।", en="The header Idempotency-Key is needed.")


class IdempotencyKeyReused(Invalid):
    """The key was used before for a different request."""

    text = Text(
        hi="यह Idempotency-Key किसी और अनुरोध के लिए इस्तेमाल हो चुकी है।",
        en="This Idempotency-Key was used for a different request.",
    )


class IdempotencyKeyInFlight(Conflict):
    """The same request is being answered at this moment."""

    text = Text(
        hi="यही अनुरोध अभी पूरा किया जा रहा है; थोड़ी देर में फिर भेजें।",
        en="This very request is being answered just now; send it again in a moment.",
    )
    retry_after = 1


class Answer(Message):
    """What was answered: HTTP status, body, where the new thing is and its version."""

    status: int
    body: bytes
    location: str = ""
    etag: str = ""


class Begun(Message):
    """A request under its key: `seed` is the same for every repeat, `answer` set once answered."""

    id: str
    seed: str
    answer: Answer | None = None


class Answers(Protocol):
    """Keeps answers by key, for 90 days."""

    def begin(self, who: str, route: str, key: str, body: bytes) -> Begun:
        """Raises `IdempotencyKeyReused` for another body under the same key, and
        `IdempotencyKeyInFlight` while another is at it."""
        ...

    def give_up(self, begun: Begun) -> None:
        """There is no answer to keep: the next repeat may begin at once."""
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
        # under the key, which is not kept: a body that is little but a code could be guessed else
        digest = hmac.digest(key.encode(), body, "sha256").hex()
        now = self._clock.now()
        record = _record(id, digest, now)
        with answering():
            try:
                self._kept.insert_one(record)
            except DuplicateKeyError:
                record = self._again(id, digest, now) or record
        return Begun(id=id, seed=record["seed"], answer=_answer(record))

    def _again(self, id: str, digest: str, now: datetime) -> Document | None:
        """The record of a repeat; it may run where nobody is at it any more."""
        record = self._kept.find_one({"_id": id})
        if record is None:
            return None
        if record["body"] != digest:
            raise IdempotencyKeyReused(field="Idempotency-Key")
        if record["answered"]:
            return record
        if record["until"] > now:
            raise IdempotencyKeyInFlight(field="Idempotency-Key")
        self._at_it_until(id, now + IN_FLIGHT)
        return record

    def _at_it_until(self, id: str, moment: datetime) -> None:
        self._kept.update_one({"_id": id, "answered": False}, {"$set": {"until": moment}})

    def give_up(self, begun: Begun) -> None:
        with answering():
            self._at_it_until(begun.id, self._clock.now())

    def finish(self, begun: Begun, answer: Answer) -> Answer:
        kept = msgspec.structs.asdict(answer)
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
    fresh = {"_id": id, "body": digest, "seed": seed, "at": at, "until": at + IN_FLIGHT}
    return fresh | {"answer": None, "answered": False}


def _answer(record: Document) -> Answer | None:
    return Answer(**record["answer"]) if record["answer"] else None
