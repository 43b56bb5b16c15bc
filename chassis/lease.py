"""One process of a service at a time: a lease in the service's database."""

import time
from collections.abc import Callable

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.mongo import answering
from chassis.store import Document


class Lease:
    """The right to do `name`, for as long as its holder takes it again within `seconds`.

    Whether a holder is gone, the others reckon by their own monotonic clocks: it is, when its beat
    has not changed for that long. The system's time may jump.
    """

    def __init__(
        self,
        database: Database[Document],
        name: str,
        owner: str,
        *,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._leases, self._name, self._owner = database["leases"], name, owner
        self._seconds, self._clock = seconds, clock
        self._seen: tuple[str, int] | None = None
        self._since = 0.0

    def take(self) -> bool:
        """Whether it is ours now. Raises `Unavailable`."""
        with answering():
            held = self._leases.find_one({"_id": self._name})
            if held is None:
                return self._first()
            owner, beat = held["owner"], held.get("beat", 0)
            if owner != self._owner and not self._is_stale(owner, beat):
                return False
            as_seen = {"_id": self._name, "owner": owner, "beat": held.get("beat")}
            ours = {"$set": {"owner": self._owner, "beat": beat + 1}}
            return self._leases.update_one(as_seen, ours).matched_count == 1

    def _first(self) -> bool:
        try:
            self._leases.insert_one({"_id": self._name, "owner": self._owner, "beat": 1})
        except DuplicateKeyError:
            return False
        return True

    def _is_stale(self, owner: str, beat: int) -> bool:
        if self._seen != (owner, beat):
            self._seen, self._since = (owner, beat), self._clock()
        return self._clock() - self._since >= self._seconds
