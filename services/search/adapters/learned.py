"""What was learned from many queries: added up by one process, known to all."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pymongo.database import Database

from chassis.clock import Clock
from chassis.errors import Unavailable
from chassis.mongo import answering
from chassis.store import Document
from services.search.adapters.tallies import Tallies
from services.search.tables import LEARNED

MOST_POPULAR: Final = 2_000
MOST_CHOSEN: Final = 5_000
REST: Final = 20
"""Times what it took: a month of very many queries takes long to add up, and the database has
other things to do."""
_POPULAR, _CHOSEN = "popular", "chosen"
_log = logging.getLogger(__name__)


class Learned:
    """Popular queries, and what people chose of them. Requests only ask memory."""

    def __init__(
        self,
        database: Database[Document],
        clock: Clock,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._learned, self._clock, self._timer = database[LEARNED], clock, timer
        self._rests_until = 0.0
        self.tallies = Tallies(database)
        self._popular: list[str] = []
        self._clicked: dict[str, dict[str, float]] = {}

    def popular(self, limit: int = MOST_POPULAR) -> Sequence[str]:
        """Queries that many asked within a month and found something with, most asked first."""
        return self._popular[:limit]

    def clicked(self, query_key: str) -> Mapping[str, float]:
        """The share of clicks that went to each product, by the `searched.query_key` of a query;
        only of products with enough of them."""
        return self._clicked.get(query_key, {})

    def learn(self) -> None:
        """Add up the log, for all processes; nothing while it rests from the last time. Raises
        `Unavailable`."""
        begun = self._timer()
        if begun < self._rests_until:
            return
        try:
            self._add_up()
        finally:
            self._rests_until = begun + (self._timer() - begun) * REST

    def _add_up(self) -> None:
        popular = [t.words for t in self.tallies.popular(self._clock.now(), MOST_POPULAR)]
        shares = self.tallies.shares(MOST_CHOSEN)
        chosen = [{"key": key, "products": list(found.items())} for key, found in shares.items()]
        with answering():
            for name, found in ((_POPULAR, popular), (_CHOSEN, chosen)):
                self._learned.replace_one({"_id": name}, {"found": found}, upsert=True)

    def refresh(self) -> None:
        """Read what was added up last. Raises `Unavailable`."""
        with answering():
            found = {one["_id"]: one["found"] for one in self._learned.find({})}
        self._popular = found.get(_POPULAR, [])
        self._clicked = {one["key"]: dict(one["products"]) for one in found.get(_CHOSEN, [])}

    def keep_up(self) -> None:
        """As `refresh`; a database that is away is waited for."""
        try:
            self.refresh()
        except Unavailable:
            _log.warning("the database was away while reading what was learned")
