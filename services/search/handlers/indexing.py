"""What news of products does: first to the titles that are kept, then to the listing."""

from chassis.context import current
from contracts.catalog import ProductPaused, ProductPublished, StockChanged
from services.search.commands import CountSale
from services.search.domain.listing import Listing
from services.search.domain.title import title_of
from services.search.ports import Ports


def on_product_published(event: ProductPublished, ports: Ports) -> None:
    """List it, unless its seller may not sell.

    Its title is kept before the seller is asked for, and a seller's news is kept before their
    titles are looked for: one of the two always sees the other. What was sold of it is told anew:
    an index that was made while it was paused has no listing of it.
    """
    sequence, now = current().sequence, ports.clock.now()
    fresh = Listing(product_id=event.product_id)
    fresh.publish(event, sequence, now)
    ports.titles.put(title_of(fresh), sequence)
    standing = ports.sellers.of(event.seller_id)
    if standing:
        ports.titles.allow(event.product_id, standing)

    times = ports.sales.times(event.product_id)

    def change(listing: Listing) -> bool:
        published = listing.publish(event, sequence, now)
        allowed = standing is not None and listing.allow(standing.ok, standing.sequence)
        return listing.sold(times) or published or allowed

    ports.index.change(event.product_id, change)


def on_product_paused(event: ProductPaused, ports: Ports) -> None:
    """List it no more; its stock is still followed."""
    sequence, now = current().sequence, ports.clock.now()
    ports.titles.hide(event.product_id, sequence)
    ports.index.change(event.product_id, lambda listing: listing.pause(sequence, now))


def on_stock_changed(event: StockChanged, ports: Ports) -> None:
    """Follow the stock, of a product that is not published yet too."""
    sequence = current().sequence
    ports.index.change(event.product_id, lambda listing: listing.restock(event.free, sequence))


def count_sale(command: CountSale, ports: Ports) -> None:
    """What is bought is shown a little sooner."""
    times = ports.sales.count(command.product_id, command.order_id)
    ports.index.change(command.product_id, lambda listing: listing.sold(times))
