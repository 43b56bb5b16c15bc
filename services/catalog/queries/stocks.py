"""Stock: for its seller, and for the clock."""

from datetime import datetime

from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from services.catalog.domain.refusals import ProductNotFound
from services.catalog.queries.reading import one
from services.catalog.queries.views import StockView, stock_view
from services.catalog.tables import STOCKS


def stock_of(database: Database[Document], product_id: str) -> StockView:
    """Raises `ProductNotFound`."""
    stock = one(database, STOCKS, product_id)
    if stock is None:
        raise ProductNotFound(field="product_id")
    return stock_view(stock)


def with_holds_over(database: Database[Document], now: datetime, limit: int = 200) -> list[str]:
    """Ids of products on which a hold has run out."""
    with answering():
        found = database[STOCKS.name].find({"holds.until": {"$lte": now}}, {"_id": 1})
        return [document["_id"] for document in found.limit(limit)]
