"""From intent to captured money: record the intent, call the provider, record the result."""

from chassis import metrics, tally
from contracts.orders import OrderPlaced
from services.payments.commands import Charge, Settle
from services.payments.domain.payment import Payment, payment_id_for
from services.payments.ports import Ports


def on_order_placed(event: OrderPlaced, ports: Ports) -> None:
    """Record the intent; one that is known (or cancelled before it was heard of) stays."""
    if ports.payments.find(payment_id_for(event.order_id)) is None:
        ports.payments.add(Payment.of(event, at=ports.clock.now()))
        tally.count(metrics.PAISE.labels("asked", event.payment.method), event.total)


def charge(command: Charge, ports: Ports) -> None:
    """Ask the provider, if that is still to be done; a repeat asks with the same key."""
    payment = ports.payments.get(command.payment_id)
    if payment.status != "waiting":
        return
    result = ports.provider.charge(payment, key=payment.charge_key)
    if payment.settle(result) and payment.status == "captured":
        tally.count(metrics.PAISE.labels("captured", payment.method), payment.captured)


def settle(command: Settle, ports: Ports) -> None:
    """Ask how the charge stands and follow, forward only."""
    payment = ports.payments.get(command.payment_id)
    if payment.status in {"captured", "refunded", "voided", "failed"} or not payment.provider_ref:
        return
    changed = payment.settle(ports.provider.look(payment.provider_ref))
    if changed and payment.status == "captured":
        tally.count(metrics.PAISE.labels("captured", payment.method), payment.captured)
