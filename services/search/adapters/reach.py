"""Where partners deliver, from the service's own copy of their coverage."""

from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.search.tables import COVERAGES


class KeptReach:
    """`services.search.ports.Reach` over the `coverages` collection."""

    def __init__(self, database: Database[Document]) -> None:
        self._coverages = database[COVERAGES.name]

    def served(self, pin: str) -> bool:
        with answering():
            return self._coverages.find_one({"pins": pin}, {"_id": 1}) is not None
