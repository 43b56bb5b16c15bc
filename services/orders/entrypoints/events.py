"""Events that the orders service consumes."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts import delivery, payments


class Events:
    """One queue `orders.<event>` for each; what follows is in `handlers`."""

    service: Assembled

    @consume(payments.PaymentCaptured)
    def on_payment_captured(self, event: payments.PaymentCaptured) -> None:
        self.service.handle(event)

    @consume(payments.PaymentPromised)
    def on_payment_promised(self, event: payments.PaymentPromised) -> None:
        self.service.handle(event)

    @consume(payments.PaymentFailed)
    def on_payment_failed(self, event: payments.PaymentFailed) -> None:
        self.service.handle(event)

    @consume(payments.PaymentActionRequired)
    def on_payment_action_required(self, event: payments.PaymentActionRequired) -> None:
        self.service.handle(event)

    @consume(payments.RefundSucceeded)
    def on_refund_succeeded(self, event: payments.RefundSucceeded) -> None:
        self.service.handle(event)

    @consume(delivery.CoverageChanged)
    def on_coverage_changed(self, event: delivery.CoverageChanged) -> None:
        self.service.handle(event)

    @consume(delivery.DeliveryAssigned)
    def on_delivery_assigned(self, event: delivery.DeliveryAssigned) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentCreated)
    def on_shipment_created(self, event: delivery.ShipmentCreated) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentPickedUp)
    def on_shipment_picked_up(self, event: delivery.ShipmentPickedUp) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentInTransit)
    def on_shipment_in_transit(self, event: delivery.ShipmentInTransit) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentOutForDelivery)
    def on_shipment_out_for_delivery(self, event: delivery.ShipmentOutForDelivery) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentDelivered)
    def on_shipment_delivered(self, event: delivery.ShipmentDelivered) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentUndelivered)
    def on_shipment_undelivered(self, event: delivery.ShipmentUndelivered) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentReturned)
    def on_shipment_returned(self, event: delivery.ShipmentReturned) -> None:
        self.service.handle(event)

    @consume(delivery.ShipmentCancelled)
    def on_shipment_cancelled(self, event: delivery.ShipmentCancelled) -> None:
        self.service.handle(event)
