"""Webhooks that were acted on: each stored once."""

from contextlib import suppress

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.clock import Clock
from chassis.mongo import answering
from chassis.store import Document


class Notices:
    """The `notices` collection; the provider's event id is the key."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._kept, self._clock = database["notices"], clock

    def known(self, id: str) -> bool:
        """Whether it was acted on before."""
        with answering():
            return self._kept.find_one({"_id": id}, {"_id": 1}) is not None

    def keep(self, id: str, kind: str, payment_id: str) -> None:
        """Store it, once it was acted on: a crash before makes the provider send it again."""
        notice = {"_id": id, "kind": kind, "payment_id": payment_id, "at": self._clock.now()}
        with answering(), suppress(DuplicateKeyError):
            self._kept.insert_one(notice)
