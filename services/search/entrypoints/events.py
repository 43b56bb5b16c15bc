"""Events that the search service consumes."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts import catalog, delivery, orders
from services.search.commands import CountSale


class Events:
    """One queue `search.<event>` for each; what follows is in `handlers`."""

    service: Assembled

    @consume(catalog.ProductPublished)
    def on_product_published(self, event: catalog.ProductPublished) -> None:
        self.service.handle(event)

    @consume(catalog.ProductPaused)
    def on_product_paused(self, event: catalog.ProductPaused) -> None:
        self.service.handle(event)

    @consume(catalog.StockChanged)
    def on_stock_changed(self, event: catalog.StockChanged) -> None:
        self.service.handle(event)

    @consume(catalog.SellerSuspended)
    def on_seller_suspended(self, event: catalog.SellerSuspended) -> None:
        self.service.handle(event)

    @consume(catalog.SellerReinstated)
    def on_seller_reinstated(self, event: catalog.SellerReinstated) -> None:
        self.service.handle(event)

    @consume(delivery.CoverageChanged)
    def on_coverage_changed(self, event: delivery.CoverageChanged) -> None:
        self.service.handle(event)

    @consume(orders.OrderCompleted)
    def on_order_completed(self, event: orders.OrderCompleted) -> None:
        for product_id in event.product_ids:
            self.service.handle(CountSale(product_id=product_id, order_id=event.order_id))
