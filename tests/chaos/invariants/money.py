"""No order is charged twice, or charged and cancelled without its money coming back."""

from collections import defaultdict
from collections.abc import Iterator

from tests.chaos.seen import Charge, Evidence, Order, Refund
from tests.chaos.told import Told


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """The payment server's own record against the orders; our own payments against both."""
    paid: defaultdict[str, list[Charge]] = defaultdict(list)
    for charge in evidence.charges:
        if charge.status == "succeeded":
            paid[charge.order_id].append(charge)
    yield from _for_nobody(evidence, paid)
    returned: defaultdict[str, list[Refund]] = defaultdict(list)
    for refund in evidence.refunds:
        if refund.status == "succeeded":
            returned[refund.charge_ref].append(refund)
    poor = {asked.key for asked in told.asked if asked.card in ("declined", "bank")}
    for order in evidence.orders:
        charges = paid[order.id]
        back = [refund for charge in charges for refund in returned[charge.ref]]
        yield from _charged(order, charges, may_pay=order.key not in poor)
        yield from _returned(order, charges, back)
    yield from _kept(evidence, paid)


def _for_nobody(evidence: Evidence, paid: dict[str, list[Charge]]) -> Iterator[str]:
    for order_id in paid.keys() - evidence.order_ids:
        for charge in paid[order_id]:
            what = f"charge {charge.ref} of {charge.amount}"
            yield f"{what} is for order {order_id or '?'}, which nobody placed"


def _charged(order: Order, charges: list[Charge], *, may_pay: bool) -> Iterator[str]:
    if len(charges) > 1:
        refs = ", ".join(charge.ref for charge in charges)
        yield f"order {order.id} was charged {len(charges)} times: {refs}"
    for charge in charges:
        if charge.amount != order.total:
            yield f"order {order.id} was charged {charge.amount}, but comes to {order.total}"
    if charges and order.method != "card":
        yield f"order {order.id} was charged, but is paid in cash"
    if charges and not may_pay:
        yield f"order {order.id} was charged, but its card never paid"
    if not charges and order.method == "card" and order.status == "completed":
        yield f"order {order.id} is completed, but was never charged"


def _returned(order: Order, charges: list[Charge], back: list[Refund]) -> Iterator[str]:
    amounts = [refund.amount for refund in back]
    if order.status == "completed" and back:
        yield f"order {order.id} is completed, but {sum(amounts)} went back"
    if order.status != "cancelled" or not charges:
        return
    if len(back) > 1:
        refs = ", ".join(refund.ref for refund in back)
        yield f"order {order.id} was refunded {len(back)} times: {refs}"
    charged = sum(charge.amount for charge in charges)
    if sum(amounts) != charged:
        back_in_all = sum(amounts)
        yield f"order {order.id} is cancelled: {charged} was charged, {back_in_all} went back"


def _kept(evidence: Evidence, paid: defaultdict[str, list[Charge]]) -> Iterator[str]:
    """What payments believes is what the payment server did."""
    for payment in evidence.payments:
        charged = sum(charge.amount for charge in paid[payment.order_id])
        if payment.captured != charged:
            yield (
                f"payment {payment.id} of order {payment.order_id} says that {payment.captured} "
                f"was charged, the payment server {charged}"
            )
