"""What a cancelled order does to its money, and what cash at the door does."""

from chassis import metrics, tally
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
    if not payment.captured and not _is_stopped(payment, ports):
        return  # still on its way to us: asked again later
    refunded = 0
    if payment.captured:
        key = f"refund:{payment.order_id}:1"
        refunded = ports.provider.refund(payment.provider_ref, payment.captured, key=key)
        tally.count(metrics.PAISE.labels("refunded", payment.method), refunded)
    payment.given_back(refunded=refunded)


def on_shipment_delivered(event: ShipmentDelivered, ports: Ports) -> None:
    """Cash that the partner took at the door."""
    payment = ports.payments.get(payment_id_for(event.order_id))
    if payment.collect(event.consignment_id, event.cod_collected):
        tally.count(metrics.PAISE.labels("collected", "cod"), event.cod_collected)


def _is_stopped(payment: Payment, ports: Ports) -> bool:
    """Whether it is certain what became of the charge; one may have been asked for without its
    answer being recorded: ask with its key."""
    if not payment.provider_ref:
        result = ports.provider.charge(payment, key=payment.charge_key)
        payment.settle(result)
        if result.status == "captured" or not result.ref:
            return True  # to be refunded, or refused before there was anything to void
    key = f"void:{payment.order_id}:1"
    result = ports.provider.void(payment.provider_ref, key=key)
    payment.settle(result)
    return result.status in {"voided", "failed", "captured"}
