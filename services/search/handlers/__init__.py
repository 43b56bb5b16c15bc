"""Everything that the search service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.catalog import ProductPaused, ProductPublished, StockChanged
from contracts.message import Message
from services.search.commands import CountSale
from services.search.handlers.indexing import (
    count_sale,
    on_product_paused,
    on_product_published,
    on_stock_changed,
)
from services.search.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    ProductPublished: on_product_published,
    ProductPaused: on_product_paused,
    StockChanged: on_stock_changed,
    CountSale: count_sale,
}
