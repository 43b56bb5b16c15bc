"""Events that the delivery service consumes, each split into one command per parcel."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts import delivery, orders
from services.delivery import queries
from services.delivery.commands import CancelShipment, RememberCancellation, RetryAssignment
from services.delivery.splitting import assignments, creations


class Events:
    """One queue `delivery.<event>` for each; what follows is in `handlers`."""

    service: Assembled

    @consume(orders.OrderPlaced)
    def on_order_placed(self, event: orders.OrderPlaced) -> None:
        """Those that were assigned while their cancellation looked for them are kept back now."""
        commands = assignments(event)
        for command in commands:
            self.service.handle(command)
        if queries.is_cancelled(self.service.database, event.order_id):
            for command in commands:
                self.service.then(CancelShipment(shipment_id=command.shipment_id))

    @consume(orders.OrderConfirmed)
    def on_order_confirmed(self, event: orders.OrderConfirmed) -> None:
        parcels = queries.parcels_of(self.service.database, event.order_id)
        for command in creations(event.order_id, parcels):
            self.service.handle(command)

    @consume(orders.OrderCancelled)
    def on_order_cancelled(self, event: orders.OrderCancelled) -> None:
        self.service.handle(RememberCancellation(order_id=event.order_id))
        for parcel in queries.parcels_of(self.service.database, event.order_id):
            self.service.handle(CancelShipment(shipment_id=parcel.shipment_id))

    @consume(delivery.CoverageChanged)
    def on_coverage_changed(self, event: delivery.CoverageChanged) -> None:
        for shipment_id in queries.servable_now(self.service.database):
            self.service.handle(RetryAssignment(shipment_id=shipment_id))
