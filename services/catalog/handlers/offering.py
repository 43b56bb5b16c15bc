"""On sale, and off it."""

from services.catalog.commands import PauseProduct, PublishProduct, RetireProduct
from services.catalog.domain.disclosures import check_disclosed, check_may_sell
from services.catalog.domain.rights import must
from services.catalog.handlers import assisting
from services.catalog.handlers.finding import product_named
from services.catalog.ports import Ports


def publish_product(command: PublishProduct, ports: Ports) -> None:
    """Put it on sale; what is on sale stays.

    The stock tells its number too: orders may change it while the product is published.
    """
    product, seller = product_named(command.product_id, ports)
    must(command.by, "product.publish", seller)
    if product.status == "live":
        return
    check_may_sell(seller)
    check_disclosed(product)
    stock = ports.stocks.get(product.id)
    product.publish(seller, stock.free, at=ports.clock.now())
    stock.tell()
    assisting.note(product, seller, command.by, "published", ports)


def pause_product(command: PauseProduct, ports: Ports) -> None:
    """Take it off sale; what is paused stays."""
    product, seller = product_named(command.product_id, ports)
    must(command.by, "product.pause", seller)
    if product.status != "paused":
        product.pause()
        assisting.note(product, seller, command.by, "paused", ports)


def retire_product(command: RetireProduct, ports: Ports) -> None:
    """Take it off sale for good; what is retired stays."""
    product, seller = product_named(command.product_id, ports)
    must(command.by, "product.retire", seller)
    if product.status != "retired":
        product.retire()
        assisting.note(product, seller, command.by, "retired", ports)
