"""Everything that the orders service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.delivery import (
    CoverageChanged,
    DeliveryAssigned,
    ShipmentCancelled,
    ShipmentCreated,
    ShipmentDelivered,
    ShipmentInTransit,
    ShipmentOutForDelivery,
    ShipmentPickedUp,
    ShipmentReturned,
    ShipmentUndelivered,
)
from contracts.message import Message
from contracts.payments import (
    PaymentActionRequired,
    PaymentCaptured,
    PaymentFailed,
    PaymentPromised,
    RefundSucceeded,
)
from services.orders.commands import CancelOrder, ExpireOrder, ForgetPerson, PlaceOrder
from services.orders.handlers.delivering import (
    on_coverage_changed,
    on_delivery_assigned,
    on_shipment_moved,
)
from services.orders.handlers.forgetting import forget_person
from services.orders.handlers.paying import (
    on_payment_arrived,
    on_payment_failed,
    on_payment_noted,
)
from services.orders.handlers.placing import cancel_order, expire_order, place_order
from services.orders.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    PlaceOrder: place_order,
    CancelOrder: cancel_order,
    ExpireOrder: expire_order,
    ForgetPerson: forget_person,
    PaymentCaptured: on_payment_arrived,
    PaymentPromised: on_payment_arrived,
    PaymentFailed: on_payment_failed,
    PaymentActionRequired: on_payment_noted,
    RefundSucceeded: on_payment_noted,
    CoverageChanged: on_coverage_changed,
    DeliveryAssigned: on_delivery_assigned,
    ShipmentCreated: on_shipment_moved,
    ShipmentPickedUp: on_shipment_moved,
    ShipmentInTransit: on_shipment_moved,
    ShipmentOutForDelivery: on_shipment_moved,
    ShipmentDelivered: on_shipment_moved,
    ShipmentUndelivered: on_shipment_moved,
    ShipmentReturned: on_shipment_moved,
    ShipmentCancelled: on_shipment_moved,
}
