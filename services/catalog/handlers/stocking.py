"""What counts, orders and time do to the stock of one product."""

import logging

from chassis import metrics, tally
from services.catalog.commands import (
    CountStock,
    ExpireHolds,
    ReleaseHold,
    SellStock,
    TakeBackStock,
)
from services.catalog.domain.rights import must
from services.catalog.handlers import assisting
from services.catalog.handlers.finding import product_named
from services.catalog.ports import Ports

_log = logging.getLogger(__name__)


def count_stock(command: CountStock, ports: Ports) -> None:
    """The seller has counted."""
    product, seller = product_named(command.product_id, ports)
    must(command.by, "stock.count", seller)
    stock = ports.stocks.get(product.id)
    stock.must_be_at(command.if_match)
    stock.count(command.quantity)
    assisting.note(product, seller, command.by, "counted", ports)


def sell_stock(command: SellStock, ports: Ports) -> None:
    """Sell what was held; where the hold ran out, what is free, and tell what is short."""
    short = ports.stocks.get(command.product_id).sell(command.order_id)
    ids = {"product_id": command.product_id, "order_id": command.order_id}
    if short is None:
        _log.warning("an order was confirmed of which nothing was held", extra=ids)
    elif short:
        tally.count(metrics.STOCK_SHORT, short)
        _log.error("paid pieces were gone: %s", short, extra=ids)


def release_hold(command: ReleaseHold, ports: Ports) -> None:
    """Nothing held, or no such product, is fine too."""
    stock = ports.stocks.find(command.product_id)
    if stock:
        stock.release(command.order_id)


def take_back_stock(command: TakeBackStock, ports: Ports) -> None:
    """Free again, whether it was held or sold."""
    ports.stocks.get(command.product_id).take_back(command.order_id)


def expire_holds(command: ExpireHolds, ports: Ports) -> None:
    """Free what has waited too long; a hold that was prolonged or sold meanwhile stays."""
    ports.stocks.get(command.product_id).lapse(ports.clock.now())
