"""From wish to order, and its end when nobody pays or wants it any more."""

from chassis import metrics, tally
from chassis.errors import Refusal
from services.orders.commands import CancelOrder, ExpireOrder, PlaceOrder
from services.orders.domain import checks
from services.orders.domain.order import HOLD_GRACE, TIME_TO_PAY, Order
from services.orders.domain.refusals import CashNotAccepted
from services.orders.ports import Ports


def place_order(command: PlaceOrder, ports: Ports) -> str:
    """Hold the stock, freeze the prices, keep the order; a repeat finds it done."""
    if ports.orders.find(command.order_id):
        return command.order_id
    _check(command, ports)
    now = ports.clock.now()
    until = now + TIME_TO_PAY + HOLD_GRACE
    try:
        consignments = ports.catalog.hold(command.order_id, command.lines, until)
    except Refusal:  # a request beside this one may have placed it, and it may be cancelled by now
        if ports.orders.find(command.order_id):
            return command.order_id
        raise
    order = Order.place(
        command.order_id,
        command.buyer_id,
        consignments,
        command.payment,
        command.deliver_to,
        at=now,
    )
    try:
        checks.check_cash(command.payment, order.total)
    except CashNotAccepted:
        ports.catalog.release(command.order_id, order.product_ids)
        raise
    ports.orders.add(order)
    tally.count(metrics.ORDERS.labels("placed"))
    return command.order_id


def _check(command: PlaceOrder, ports: Ports) -> None:
    checks.check_lines(command.lines)
    checks.check_address(command.deliver_to)
    checks.check_payment(command.payment)
    service = ports.served.at(command.deliver_to.pin)
    checks.check_served(command.deliver_to, command.payment, served=service.served, cod=service.cod)


def cancel_order(command: CancelOrder, ports: Ports) -> None:
    """End the order; one that is cancelled already stays as it is."""
    order = ports.orders.get(command.order_id)
    if order.status != "cancelled":
        order.cancel(command.reason, at=ports.clock.now())
        tally.count(metrics.ORDERS.labels("cancelled"))


def expire_order(command: ExpireOrder, ports: Ports) -> None:
    """End an order that nobody paid; one that was paid meanwhile stays."""
    order, now = ports.orders.get(command.order_id), ports.clock.now()
    if order.status == "placed" and order.expires_at <= now:
        order.cancel("expired", at=now)
        tally.count(metrics.ORDERS.labels("expired"))
