"""Everything that the search service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.catalog import (
    ProductPaused,
    ProductPublished,
    SellerReinstated,
    SellerSuspended,
    StockChanged,
)
from contracts.delivery import CoverageChanged
from contracts.message import Message
from services.search.commands import (
    AddMeaning,
    CountSale,
    EditMeaning,
    RestoreMeaning,
    RetireMeaning,
)
from services.search.handlers.covering import on_coverage_changed
from services.search.handlers.indexing import (
    count_sale,
    on_product_paused,
    on_product_published,
    on_stock_changed,
)
from services.search.handlers.meanings import (
    add_meaning,
    edit_meaning,
    restore_meaning,
    retire_meaning,
)
from services.search.handlers.standing import on_seller_reinstated, on_seller_suspended
from services.search.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    ProductPublished: on_product_published,
    ProductPaused: on_product_paused,
    StockChanged: on_stock_changed,
    SellerSuspended: on_seller_suspended,
    SellerReinstated: on_seller_reinstated,
    CountSale: count_sale,
    CoverageChanged: on_coverage_changed,
    AddMeaning: add_meaning,
    EditMeaning: edit_meaning,
    RetireMeaning: retire_meaning,
    RestoreMeaning: restore_meaning,
}
