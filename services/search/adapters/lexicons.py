"""The lexicon as it is in the database now, and the seed from which that begins."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from pymongo.database import Database
from pymongo.errors import BulkWriteError

from chassis.aggregate import read
from chassis.errors import Unavailable
from chassis.mongo import answering
from chassis.store import Document
from chassis.work import state_of
from services.search.domain.meaning import Meaning
from services.search.meaning.directory import Directory
from services.search.meaning.lexicon import Lexicon, written
from services.search.tables import MEANINGS

Learn = Callable[[Iterable[tuple[str, str]]], None]
"""Takes words of new terms, as (key, written), among those that are spelt correctly."""

_log = logging.getLogger(__name__)
_LOOK_BACK: Final = timedelta(seconds=10)
"""What another process wrote may bear a time before what was read: clocks differ by less."""
_FIRST: Final = datetime(2026, 1, 1, tzinfo=UTC)
_KEPT_BACK: Final = {"outbox": 0, "handled": 0}
_TAKEN: Final = 11_000


class LiveLexicon:
    """Says what the lexicon is at this moment: the seed until the database was read once.

    `refresh` is for a loop, away from requests; while the database is away, what is known stays.
    """

    def __init__(self, database: Database[Document], seed: Sequence[Meaning], learn: Learn) -> None:
        self._meanings, self._seed, self._learn = database[MEANINGS.name], seed, learn
        self._versions: dict[str, int] = {}
        self._newest = _FIRST
        self._lexicon = Lexicon(seed)
        self.directory = Directory()
        learn(self._lexicon.vocabulary)

    def __call__(self) -> Lexicon:
        return self._lexicon

    def prepare(self) -> None:
        """Write what of the seed is not there yet, in any state; then read everything."""
        with answering():
            known = {one["_id"] for one in self._meanings.find({}, {"_id": 1})}
            missing = [_document(m) for m in self._seed if m.id not in known]
            try:
                if missing:
                    self._meanings.insert_many(missing, ordered=False)
            except BulkWriteError as some:  # another process that starts now was first
                if any(error["code"] != _TAKEN for error in some.details["writeErrors"]):
                    raise
        self.refresh()

    def refresh(self) -> None:
        """Take in what changed since it was last asked. Raises `Unavailable`."""
        wanted = {"_id": {"$in": self._changed()}} if self._versions else {}
        if wanted and not wanted["_id"]["$in"]:
            return
        with answering():
            found = [read(Meaning, one) for one in self._meanings.find(wanted, _KEPT_BACK)]
        self._take([m for m in found if m.version > self._versions.get(m.id, 0)])

    def keep_up(self) -> None:
        """As `refresh`; a database that is away is waited for."""
        try:
            self.refresh()
        except Unavailable:
            _log.warning("the database was away while asking for changed meanings")

    def _changed(self) -> list[str]:
        lately = {"changed_at": {"$gte": self._newest - _LOOK_BACK}}
        with answering():
            found = list(self._meanings.find(lately, {"version": 1}))
        return [one["_id"] for one in found if one["version"] > self._versions.get(one["_id"], 0)]

    def _take(self, changed: list[Meaning]) -> None:
        self._lexicon = self._lexicon.changed(changed)
        for meaning in changed:
            self._versions[meaning.id] = meaning.version
            told = min(meaning.changed_at or _FIRST, datetime.now(UTC))  # a clock may run ahead
            self._newest = max(self._newest, told)
            self.directory.put(meaning)
            if meaning.status == "known":
                self._learn(written(meaning))


def _document(meaning: Meaning) -> Document:
    """As a store would insert it."""
    fresh = {"version": 1, "sequence": 0, "outbox": [], "handled": []}
    return {"_id": meaning.id} | state_of(meaning) | fresh
