"""What the buyer's money does to an order."""

from chassis import metrics, tally
from contracts.payments import (
    PaymentActionRequired,
    PaymentCaptured,
    PaymentFailed,
    PaymentPromised,
    RefundSucceeded,
)
from services.orders.ports import Ports


def on_payment_arrived(event: PaymentCaptured | PaymentPromised, ports: Ports) -> None:
    """Confirm; money for an order that is cancelled is payments' to give back."""
    order, now = ports.orders.get(event.order_id), ports.clock.now()
    order.note(event.wire_name(), now)
    if order.status == "placed":
        order.confirm(at=now)
        tally.count(metrics.ORDERS.labels("confirmed"))
        waited = (now - order.placed_at).total_seconds()
        tally.observe(metrics.ORDER_SECONDS.labels("confirmed"), waited)


def on_payment_failed(event: PaymentFailed, ports: Ports) -> None:
    """Cancel, unless other money came first."""
    order, now = ports.orders.get(event.order_id), ports.clock.now()
    order.note(event.wire_name(), now)
    if order.status == "placed":
        order.cancel("payment_failed", at=now)
        tally.count(metrics.ORDERS.labels("cancelled"))


def on_payment_noted(event: PaymentActionRequired | RefundSucceeded, ports: Ports) -> None:
    """For the timeline only."""
    ports.orders.get(event.order_id).note(event.wire_name(), ports.clock.now())
