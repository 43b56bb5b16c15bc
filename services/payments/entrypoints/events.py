"""Events that the payments service consumes: intent first, then the provider, then the result."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts.catalog import SellerApproved, SellerRegistered
from contracts.delivery import ShipmentDelivered
from contracts.orders import OrderCancelled, OrderPlaced
from services.payments.commands import Charge, GiveBack
from services.payments.domain.payment import payment_id_for


class Events:
    """One queue `payments.<event>` for each; what follows is in `handlers`."""

    service: Assembled

    @consume(OrderPlaced, seconds=60)
    def on_order_placed(self, event: OrderPlaced) -> None:
        self.service.handle(event)
        self.service.then(Charge(payment_id=payment_id_for(event.order_id)))

    @consume(OrderCancelled, seconds=60)
    def on_order_cancelled(self, event: OrderCancelled) -> None:
        self.service.handle(event)
        self.service.then(GiveBack(payment_id=payment_id_for(event.order_id)))

    @consume(ShipmentDelivered)
    def on_shipment_delivered(self, event: ShipmentDelivered) -> None:
        self.service.handle(event)

    @consume(SellerRegistered)
    def on_seller_registered(self, event: SellerRegistered) -> None:
        self.service.handle(event)

    @consume(SellerApproved)
    def on_seller_approved(self, event: SellerApproved) -> None:
        self.service.handle(event)
