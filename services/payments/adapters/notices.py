"""Webhooks that came in: each stored once, with whether it was acted on."""

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.clock import Clock
from chassis.mongo import answering
from chassis.store import Document


class Notices:
    """The `notices` collection; the provider's event id is the key."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._kept, self._clock = database["notices"], clock

    def keep(self, id: str, kind: str, payment_id: str) -> bool:
        """Store it; whether it still has to be acted on (a repeat may have been)."""
        notice = {
            "_id": id,
            "kind": kind,
            "payment_id": payment_id,
            "at": self._clock.now(),
            "done": False,
        }
        with answering():
            try:
                self._kept.insert_one(notice)
                return True
            except DuplicateKeyError:
                kept = self._kept.find_one({"_id": id}) or notice
                return not kept["done"]

    def done(self, id: str) -> None:
        """It was acted on."""
        with answering():
            self._kept.update_one({"_id": id}, {"$set": {"done": True}})
