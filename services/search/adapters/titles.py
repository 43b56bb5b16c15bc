"""The titles of what is on sale, kept beside the index for when that is away."""

from collections.abc import Sequence
from typing import Final

from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from chassis.mongo import answering
from chassis.store import Document
from services.search.domain.title import Title
from services.search.ports import Standing
from services.search.tables import TITLES

_TAKEN: Final = 11_000
"""MongoDB's code for a key that is there: what is kept is newer, or the same."""
_OFF: Final[Document] = {"live": False, "keys": []}
"""Of what is not on sale nothing is kept but that."""
_FRESH: Final[Document] = {"seller_ok": True, "seen_seller": 0}


class KeptTitles:
    """`services.search.ports.Titles` over the `titles` collection: `live` and `seller_ok` are sure.

    Every step is one atomic update that only newer news passes.
    """

    def __init__(self, database: Database[Document]) -> None:
        self._titles = database[TITLES]

    def put(self, title: Title, sequence: int) -> None:
        with answering():
            try:
                self._titles.update_one(*_newer(title, sequence), upsert=True)
            except DuplicateKeyError:
                return

    def put_all(self, titles: Sequence[tuple[Title, int]]) -> None:
        """Many at once, for a rebuild, which finds most of them as they are."""
        with answering():
            found = self._titles.find(
                {"_id": {"$in": [title.product_id for title, _ in titles]}}, {"sequence": 1}
            )
            known = {kept["_id"]: kept["sequence"] for kept in found}
        fresh = [pair for pair in titles if pair[0].product_id not in known]
        for title, sequence in self._inserted(fresh):
            self.put(title, sequence)
        for title, sequence in titles:
            if known.get(title.product_id, sequence) < sequence:
                self.put(title, sequence)

    def _inserted(self, titles: Sequence[tuple[Title, int]]) -> list[tuple[Title, int]]:
        """Those that somebody else has put meanwhile."""
        if not titles:
            return []
        with answering():
            try:
                self._titles.insert_many(
                    [_FRESH | _kept(*pair) | {"_id": pair[0].product_id} for pair in titles],
                    ordered=False,
                )
                return []
            except BulkWriteError as some:
                errors = some.details["writeErrors"]
                if any(error["code"] != _TAKEN for error in errors):
                    raise
                return [titles[error["index"]] for error in errors]

    def withdraw(self, product_id: str, seen: int) -> None:
        """The catalogue has it live no more; nothing where newer news than `seen` was heard."""
        known = {"_id": product_id, "sequence": {"$lte": seen}}
        with answering():
            self._titles.update_one(known, {"$set": _OFF, "$unset": {"listing": ""}})

    def hide(self, product_id: str, sequence: int) -> None:
        off: Document = {"$set": _OFF | {"sequence": sequence}, "$unset": {"listing": ""}}
        never_shown = _FRESH | {"seller_id": ""}
        older = {"_id": product_id, "sequence": {"$lt": sequence}}
        with answering():
            try:
                self._titles.update_one(older, off | {"$setOnInsert": never_shown}, upsert=True)
            except DuplicateKeyError:
                return

    def allow(self, product_id: str, standing: Standing) -> None:
        older = {"_id": product_id, "seen_seller": {"$lt": standing.sequence}}
        with answering():
            self._titles.update_one(older, _said(standing))

    def allow_all(self, seller_id: str, standing: Standing) -> list[str]:
        older = {"seller_id": seller_id, "seen_seller": {"$lt": standing.sequence}}
        with answering():
            self._titles.update_many(older, _said(standing))
            found = self._titles.find({"seller_id": seller_id}, {"_id": 1})
            return [kept["_id"] for kept in found]


def _newer(title: Title, sequence: int) -> tuple[Document, Document]:
    """Where it goes unless something newer is there, and what is written."""
    where = {"_id": title.product_id, "sequence": {"$lt": sequence}}
    return where, {"$set": _kept(title, sequence), "$setOnInsert": _FRESH}


def _kept(title: Title, sequence: int) -> Document:
    return {
        "sequence": sequence,
        "live": title.live,
        "seller_id": title.seller_id,
        "keys": title.keys,
        "listing": title.listing,
    }


def _said(standing: Standing) -> Document:
    return {"$set": {"seller_ok": standing.ok, "seen_seller": standing.sequence}}
