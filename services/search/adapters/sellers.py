"""Which sellers may sell, by the newest word of the catalogue."""

from collections.abc import Mapping

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.mongo import answering
from chassis.store import Document
from services.search.ports import Standing
from services.search.tables import SELLERS


class KeptSellers:
    """`services.search.ports.Sellers` over the `sellers` collection."""

    def __init__(self, database: Database[Document]) -> None:
        self._sellers = database[SELLERS]

    def note(self, seller_id: str, standing: Standing) -> Standing:
        older = {"_id": seller_id, "sequence": {"$lt": standing.sequence}}
        said = {"$set": {"ok": standing.ok, "sequence": standing.sequence}}
        with answering():
            try:
                self._sellers.update_one(older, said, upsert=True)
                return standing
            except DuplicateKeyError:  # what is kept is newer, or the same
                return self.of(seller_id) or standing

    def of(self, seller_id: str) -> Standing | None:
        with answering():
            kept = self._sellers.find_one({"_id": seller_id})
        return Standing(kept["ok"], kept["sequence"]) if kept else None

    def to_be_told(self, standings: Mapping[str, Standing]) -> list[str]:
        """Of whom this is news: they may not sell, or something else was kept of them."""
        with answering():
            found = self._sellers.find({"_id": {"$in": list(standings)}})
            kept = {one["_id"]: Standing(one["ok"], one["sequence"]) for one in found}
        return [
            seller_id
            for seller_id, standing in standings.items()
            if seller_id in kept or not standing.ok
        ]
