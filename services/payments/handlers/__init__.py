"""Everything that the payments service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.delivery import ShipmentDelivered
from contracts.message import Message
from contracts.orders import OrderCancelled, OrderPlaced
from services.payments.commands import Charge, GiveBack, Settle
from services.payments.handlers.charging import charge, on_order_placed, settle
from services.payments.handlers.giving_back import (
    give_back,
    on_order_cancelled,
    on_shipment_delivered,
)
from services.payments.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    OrderPlaced: on_order_placed,
    Charge: charge,
    Settle: settle,
    OrderCancelled: on_order_cancelled,
    GiveBack: give_back,
    ShipmentDelivered: on_shipment_delivered,
}
