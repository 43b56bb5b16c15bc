"""Every event had its effect at every consumer, and had it once."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.chaos.invariants.facts import sellers_of, to_buyer, to_sellers
from tests.chaos.seen import Evidence, Order, Parcel, Payment
from tests.chaos.told import Told

ON_TIMELINE = {
    *("order.placed", "order.confirmed", "order.expired", "order.cancelled", "order.completed"),
    *("payment.captured", "payment.promised", "payment.failed", "payment.action_required"),
    *("refund.succeeded", "delivery.assigned", "shipment.created", "shipment.picked_up"),
    *("shipment.in_transit", "shipment.out_for_delivery", "shipment.delivered"),
    *("shipment.undelivered", "shipment.returned", "shipment.cancelled"),
}
"""What orders says of itself, and what it hears from payments and delivery."""
MONEY = {"captured", "collected", "failed", "voided", "refunded"}
GONE = {
    "completed": {"delivered", "returned"},
    "cancelled": {"cancelled", "delivered", "returned"},
}
"""Ends of a parcel by the end of its order; one may leave just before its order is cancelled."""


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """Consumer by consumer: orders, payments, delivery, search, notify (catalog: see `stock`)."""
    yield from _orders(evidence)
    yield from _payments(evidence)
    yield from _delivery(evidence)
    yield from _search(told, evidence)
    yield from _notify(told, evidence)


def _orders(evidence: Evidence) -> Iterator[str]:
    """The timeline has a line for each event that was published of the order, and no other."""
    published: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for event in evidence.heard:
        if event.kind in ON_TIMELINE:
            published[event.order_id][event.kind, event.consignment_id] += 1
    for order in evidence.orders:
        lines, wanted = Counter(order.timeline), published[order.id]
        for kind, consignment_id in sorted(lines.keys() | wanted.keys()):
            told, came = lines[kind, consignment_id], wanted[kind, consignment_id]
            if told != came:
                whose = f" of {consignment_id}" if consignment_id else ""
                yield (
                    f"order {order.id}: {kind}{whose} was published {came} times "
                    f"and is {told} times in its timeline"
                )


def _payments(evidence: Evidence) -> Iterator[str]:
    """One payment for each order; it came to the order's end, with the cash of its parcels."""
    kept: defaultdict[str, list[Payment]] = defaultdict(list)
    for payment in evidence.payments:
        kept[payment.order_id].append(payment)
    cash: Counter[str] = Counter()
    for parcel in evidence.parcels:
        cash[parcel.order_id] += parcel.cash
    for order in evidence.orders:
        found = kept[order.id]
        if len(found) != 1:
            yield f"order {order.id} has {len(found)} payments instead of 1"
        for payment in found:
            if payment.status not in _money_of(order):
                yield f"payment {payment.id} of {_named(order)} is {payment.status}"
            if payment.collected != cash[order.id]:
                told = f"{payment.collected} counted, {cash[order.id]} taken at the door"
                yield f"payment {payment.id} of order {order.id}: {told}"


def _money_of(order: Order) -> set[str]:
    """Where the money may be; a cancelled order's parcel may have left and brought its cash."""
    if order.status == "completed":
        return {"captured"} if order.method == "card" else {"collected"}
    if order.method == "cod" and order.happened("shipment.delivered"):
        return {"voided", "collected"}
    return {"failed", "voided", "refunded"} if order.status == "cancelled" else MONEY


def _named(order: Order) -> str:
    return f"the {order.status} order {order.id}"


def _delivery(evidence: Evidence) -> Iterator[str]:
    """One parcel for each consignment; kept back if the order is cancelled, unless it had left."""
    kept: defaultdict[str, list[Parcel]] = defaultdict(list)
    for parcel in evidence.parcels:
        kept[parcel.consignment_id].append(parcel)
    for order in evidence.orders:
        if order.status == "cancelled" and order.id not in evidence.cancellations:
            yield f"order {order.id} is cancelled, but delivery has not heard of it"
        for part in order.parts:
            found = kept[part.consignment_id]
            if len(found) != 1:
                yield f"consignment {part.consignment_id} has {len(found)} parcels instead of 1"
            for parcel in found:
                if parcel.status not in GONE.get(order.status, {parcel.status}):
                    yield f"parcel {parcel.id} of {_named(order)} is {parcel.status}"


def _search(told: Told, evidence: Evidence) -> Iterator[str]:
    """What is found is what there is: live, as many pieces as the stock has, bought as often."""
    bought = Counter(
        id for order in evidence.orders if order.status == "completed" for id in order.lines
    )
    for id in told.goods:
        listing, stock = evidence.listings.get(id), evidence.stocks.get(id)
        if listing is None or not listing.live:
            yield f"product {id} is on sale, but cannot be found"
            continue
        if stock is not None and listing.free != stock.free:
            yield f"product {id} is found with {listing.free} free, but has {stock.free}"
        if listing.popularity != bought[id]:
            counted = listing.popularity
            yield f"product {id} was bought {bought[id]} times, search counted {counted}"


def _notify(told: Told, evidence: Evidence) -> Iterator[str]:
    """One notice for each fact and person, and it has left."""
    wanted = Counter(_facts(told, evidence))
    found = Counter((n.person_id, n.template, n.order_id) for n in evidence.notices)
    for person_id, what, order_id in sorted(wanted.keys() | found.keys()):
        fact = person_id, what, order_id
        if found[fact] != wanted[fact]:
            yield (
                f"{person_id} has {found[fact]} notices {what} of order {order_id} "
                f"instead of {wanted[fact]}"
            )
    for notice in evidence.notices:
        if notice.status != "sent":
            what = f"{notice.template} of order {notice.order_id}"
            yield f"notice {notice.id}, {what}, is {notice.status}"


def _facts(told: Told, evidence: Evidence) -> Iterator[tuple[str, str, str]]:
    """Person, what they must hear, and of which order."""
    for order in evidence.orders:
        email = bool(told.people[order.buyer_id].email)
        for what, _ in to_buyer(order, email=email):
            yield order.buyer_id, what, order.id
        for seller_id in sellers_of(order):
            yield from ((seller_id, what, order.id) for what in to_sellers(order))
