"""What a cancelled order does to its money, and what cash at the door does."""

from chassis import metrics
from contracts.delivery import ShipmentDelivered
from contracts.orders import OrderCancelled
from services.payments.commands import GiveBack
from services.payments.domain.payment import Payment, payment_id_for
from services.payments.ports import Ports


def on_order_cancelled(event: OrderCancelled, ports: Ports) -> None:
    """Mark the money as leaving; an order not heard of yet will not be charged at all."""
    payment = ports.payments.find(payment_id_for(event.order_id))
    if payment is None:
        ports.payments.add(Payment.never(event.order_id, event.buyer_id, at=ports.clock.now()))
        return
    payment.let_go()


def give_back(command: GiveBack, ports: Ports) -> None:
    """Void what was not captured, refund what was; repeats use the same keys."""
    payment = ports.payments.get(command.payment_id)
    if payment.status != "leaving":
        return
    refunded = 0
    if not payment.captured:
        _learn_what_became_of_it(payment, ports)
    if payment.captured:
        key = f"refund:{payment.order_id}:1"
        refunded = ports.provider.refund(payment.provider_ref, payment.captured, key=key)
        metrics.PAISE.labels("refunded", payment.method).inc(refunded)
    payment.given_back(refunded=refunded)


def on_shipment_delivered(event: ShipmentDelivered, ports: Ports) -> None:
    """Cash that the partner took at the door."""
    payment = ports.payments.get(payment_id_for(event.order_id))
    if payment.collect(event.consignment_id, event.cod_collected):
        metrics.PAISE.labels("collected", "cod").inc(event.cod_collected)


def _learn_what_became_of_it(payment: Payment, ports: Ports) -> None:
    """A charge may have been asked for without its answer being recorded: ask with its key."""
    if not payment.provider_ref:
        payment.settle(ports.provider.charge(payment, key=f"pi:{payment.order_id}:1"))
    if not payment.captured:
        key = f"void:{payment.order_id}:1"
        payment.settle(ports.provider.void(payment.provider_ref, key=key))
