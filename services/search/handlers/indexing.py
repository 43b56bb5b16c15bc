"""What news of products does to their listings: read, change, write unless others wrote."""

import random
import time
from collections.abc import Callable

from chassis.context import current
from chassis.errors import Clash, Unavailable
from contracts.catalog import ProductPaused, ProductPublished, StockChanged
from services.search.commands import CountSale
from services.search.domain.listing import Listing
from services.search.ports import Ports

MOST_CLASHES = 10


def on_product_published(event: ProductPublished, ports: Ports) -> None:
    """List it."""
    sequence, now = current().sequence, ports.clock.now()
    _change(ports, event.product_id, lambda listing: listing.publish(event, sequence, now))


def on_product_paused(event: ProductPaused, ports: Ports) -> None:
    """List it no more; its stock is still followed."""
    sequence, now = current().sequence, ports.clock.now()
    _change(ports, event.product_id, lambda listing: listing.pause(sequence, now))


def on_stock_changed(event: StockChanged, ports: Ports) -> None:
    """Follow the stock, of a product that is not published yet too."""
    sequence = current().sequence
    _change(ports, event.product_id, lambda listing: listing.restock(event.free, sequence))


def count_sale(command: CountSale, ports: Ports) -> None:
    """What is bought is shown a little sooner."""
    _change(ports, command.product_id, lambda listing: listing.count(command.order_id))


def _change(ports: Ports, product_id: str, change: Callable[[Listing], bool]) -> None:
    for attempt in range(MOST_CLASHES):
        found = ports.index.get(product_id)
        listing, state = found or (Listing(product_id=product_id), None)
        if not change(listing):
            return
        try:
            ports.index.put(listing, state)
            return
        except Clash:
            time.sleep(random.uniform(0, 0.005 * (attempt + 1)))  # noqa: S311
    raise Unavailable(field="listing")
