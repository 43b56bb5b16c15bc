"""Where partners deliver, from the service's own copy of their coverage."""

from typing import Any

from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.orders.ports import Service


class KeptCoverage:
    """`services.orders.ports.Served` over the `coverages` collection."""

    def __init__(self, database: Database[Document]) -> None:
        self._coverages = database["coverages"]

    def at(self, pin: str) -> Service:
        with answering():
            found: list[dict[str, Any]] = list(self._coverages.find({"pins": pin}, {"cod": 1}))
        return Service(served=bool(found), cod=any(row["cod"] for row in found))
