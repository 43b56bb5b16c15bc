"""What the log of queries adds up to; nothing that fewer asked than a floor."""

from datetime import datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.search.tables import SEARCHES

Lack = Literal["no_result", "no_click"]
SEEN_LEAST: Final = 3
POPULAR_LEAST: Final = 5
CLICKS_LEAST: Final = 5
POPULAR_DAYS: Final = timedelta(days=30)


class Tally(NamedTuple):
    """A query, as most wrote it, and how often it was asked."""

    key: str
    words: str
    asked: int


class Tallies:
    """Sums over the `searches` collection; each a question for a loop or for staff."""

    def __init__(self, database: Database[Document]) -> None:
        self._searches = database[SEARCHES]

    def lacking(self, week: str, lack: Lack, after: Tally | None, limit: int) -> list[Tally]:
        """Queries of a week that found nothing, or nothing that anybody chose; most asked first."""
        results: Any = 0 if lack == "no_result" else {"$gt": 0}
        wanted: Document = {"asked": {"$gte": SEEN_LEAST}, "picks": 0}
        if after:
            same = {"asked": after.asked, "_id": {"$gt": after.key}}
            wanted["$or"] = [{"asked": {"$lt": after.asked}}, same]
        return self._tallies([{"week": week, "results": results}], wanted, limit)

    def popular(self, now: datetime, limit: int) -> list[Tally]:
        """What many asked within a month and found something with."""
        lately: list[Document] = [{"hour": {"$gte": now - POPULAR_DAYS}}, {"results": {"$gt": 0}}]
        return self._tallies(lately, {"asked": {"$gte": POPULAR_LEAST}}, limit)

    def shares(self, limit: int) -> dict[str, dict[str, float]]:
        """By query key: of all clicks, the share that went to each product with enough of them."""
        each = {"product_id": "$_id.product_id", "clicks": "$clicks"}
        steps: list[Document] = [
            {"$match": {"picks": {"$gt": 0}}},
            {"$unwind": "$clicked"},
            {
                "$group": {
                    "_id": {"key": "$key", "product_id": "$clicked.product_id"},
                    "clicks": {"$sum": 1},
                }
            },
            {
                "$group": {
                    "_id": "$_id.key",
                    "all": {"$sum": "$clicks"},
                    "products": {"$push": each},
                }
            },
            {"$match": {"products.clicks": {"$gte": CLICKS_LEAST}}},
            {"$sort": {"all": -1, "_id": 1}},
            {"$limit": limit},
        ]
        return {one["_id"]: _shares(one) for one in self._sum(steps)}

    def _tallies(self, where: list[Document], wanted: Document, limit: int) -> list[Tally]:
        spelt = {"key": "$key", "words": "$words"}
        sums = {"asked": {"$sum": "$asked"}, "picks": {"$sum": "$picks"}}
        steps: list[Document] = [
            *({"$match": one} for one in where),
            {"$group": {"_id": spelt, "asked": {"$sum": 1}, "picks": {"$sum": "$picks"}}},
            {"$sort": {"asked": -1, "_id.words": 1}},
            {"$group": {"_id": "$_id.key", "words": {"$first": "$_id.words"}} | sums},
            {"$match": wanted},
            {"$sort": {"asked": -1, "_id": 1}},
            {"$limit": limit},
        ]
        return [Tally(one["_id"], one["words"], one["asked"]) for one in self._sum(steps)]

    def _sum(self, steps: list[Document]) -> list[Document]:
        with answering():
            return list(self._searches.aggregate(steps))


def _shares(one: Document) -> dict[str, float]:
    products = sorted(one["products"], key=lambda p: (-p["clicks"], p["product_id"]))
    return {
        product["product_id"]: product["clicks"] / one["all"]
        for product in products
        if product["clicks"] >= CLICKS_LEAST
    }
