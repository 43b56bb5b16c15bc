"""How often each product was part of a completed order, each order counted once."""

from collections.abc import Collection
from typing import Final

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.errors import Unavailable
from chassis.mongo import answering
from chassis.store import Document
from services.search.tables import SALES

MOST_KEPT: Final = 500
"""How many orders a product remembers, to count each once; repeats come soon or never."""
_MOST_CLASHES: Final = 50


class KeptSales:
    """`services.search.ports.Sales` over the `sales` collection."""

    def __init__(self, database: Database[Document]) -> None:
        self._sales = database[SALES]

    def count(self, product_id: str, order_id: str) -> int:
        for _ in range(_MOST_CLASHES):
            with answering():
                known = self._known(product_id, order_id)
                times = known["times"] if known else 0
                if known and known.get("orders"):
                    return int(times)
                if self._add(product_id, order_id, times):
                    return int(times) + 1
        raise Unavailable(field="sales")

    def times(self, product_id: str) -> int:
        return self.of([product_id]).get(product_id, 0)

    def of(self, product_ids: Collection[str]) -> dict[str, int]:
        """How often each of these was sold; those that never were are not in it."""
        with answering():
            found = self._sales.find({"_id": {"$in": list(product_ids)}}, {"times": 1})
            return {kept["_id"]: kept["times"] for kept in found}

    def _known(self, product_id: str, order_id: str) -> Document | None:
        """How often, and the order itself if it is among those counted."""
        shown = {"times": 1, "orders": {"$elemMatch": {"$eq": order_id}}}
        return self._sales.find_one({"_id": product_id}, shown)

    def _add(self, product_id: str, order_id: str, times: int) -> bool:
        """Whether nobody else counted in between."""
        if not times:
            try:
                first = {"_id": product_id, "times": 1, "orders": [order_id]}
                return self._sales.insert_one(first).acknowledged
            except DuplicateKeyError:
                return False
        one_more: Document = {
            "$inc": {"times": 1},
            "$push": {"orders": {"$each": [order_id], "$slice": -MOST_KEPT}},
        }
        as_seen = {"_id": product_id, "times": times}
        return self._sales.update_one(as_seen, one_more).matched_count == 1
