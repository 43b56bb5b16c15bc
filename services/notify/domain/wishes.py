"""Who should hear what because of an event, with the facts that the words need."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Final

from contracts.accounts import ConsentGiven, ErasureAsked, ErasureTakenBack
from contracts.catalog import (
    ProductApproved,
    ProductAssisted,
    ProductRejected,
    SellerApproved,
    SellerAssisted,
    SellerRejected,
)
from contracts.delivery import (
    DeliveryCodeIssued,
    ShipmentDelivered,
    ShipmentOutForDelivery,
    ShipmentUndelivered,
)
from contracts.message import Event, Message
from contracts.orders import OrderCancelled, OrderCompleted, OrderConfirmed, OrderPlaced
from contracts.payments import (
    PaymentActionRequired,
    PayoutAccountActivated,
    PayoutAccountApproved,
    PayoutAccountEntered,
    PayoutAccountRefused,
    PayoutAccountWithdrawn,
    RefundSucceeded,
)
from contracts.values import Text
from services.notify.domain.reasons import ASSISTED, NEVER_PAID, PURPOSES, cancelled, undelivered


class Wish(Message):
    """A person should hear a template, filled with these facts."""

    template: str
    person_id: str
    facts: dict[str, Any]
    order_id: str = ""


def wishes(event: Event) -> list[Wish]:
    """All wishes that follow from an event."""
    return READERS[type(event)](event)


def _of_order(template: str, person_id: str, order_id: str, **facts: Any) -> Wish:
    facts = {"order": order_id, **facts}
    return Wish(template=template, person_id=person_id, facts=facts, order_id=order_id)


def _placed(event: OrderPlaced) -> list[Wish]:
    shares: defaultdict[str, int] = defaultdict(int)
    for consignment in event.consignments:
        shares[consignment.seller_person_id] += consignment.total
    sellers = [consignment.seller_name for consignment in event.consignments]
    buyer = _of_order(
        "order_placed", event.buyer_id, event.order_id, total=event.total, sellers=sellers
    )
    return [buyer] + [
        _of_order("order_new", person_id, event.order_id, total=share)
        for person_id, share in shares.items()
    ]


def _confirmed(event: OrderConfirmed) -> list[Wish]:
    buyer = _of_order("order_confirmed", event.buyer_id, event.order_id, total=event.total)
    return [buyer] + [
        _of_order("order_pack", person_id, event.order_id) for person_id in event.seller_person_ids
    ]


def _cancelled(event: OrderCancelled) -> list[Wish]:
    because = cancelled(event.reason)
    to_sellers = "order_lapsed" if event.reason in NEVER_PAID else "order_stopped"
    buyer = _of_order("order_cancelled", event.buyer_id, event.order_id, because=because)
    return [buyer] + [
        _of_order(to_sellers, person_id, event.order_id, because=because)
        for person_id in event.seller_person_ids
    ]


def _missed(event: ShipmentUndelivered) -> list[Wish]:
    why = undelivered(event.reason)
    return [_of_order("parcel_missed", event.buyer_id, event.order_id, why=why)]


def _code(event: DeliveryCodeIssued) -> list[Wish]:
    facts = {"code": event.code, "parcel": event.shipment_id}
    return [
        Wish(
            template="delivery_code",
            person_id=event.buyer_id,
            facts=facts,
            order_id=event.order_id,
        )
    ]


def _refunded(event: RefundSucceeded) -> list[Wish]:
    return [_of_order("refund_done", event.buyer_id, event.order_id, amount=event.amount)]


def _buyer_hears(template: str) -> Callable[[Any], list[Wish]]:
    return lambda event: [_of_order(template, event.buyer_id, event.order_id)]


def _seller(template: str, person_id: str, **facts: Any) -> list[Wish]:
    return [Wish(template=template, person_id=person_id, facts=facts)]


def _assisted(event: ProductAssisted) -> list[Wish]:
    facts = {"product": event.title, "did": ASSISTED[event.did], "objection": event.objection}
    return _seller("product_assisted", event.on_behalf_of, **facts)


def _payout_entered(event: PayoutAccountEntered) -> list[Wish]:
    if not event.acted_by:
        return _seller("payout_entered", event.person_id, account=event.shown)
    facts = {"account": event.shown, "objection": event.objection}
    return _seller("payout_entered_for", event.person_id, **facts)


def _payout_approved(event: PayoutAccountApproved) -> list[Wish]:
    when = event.active_from.isoformat()
    return _seller("payout_approved", event.person_id, account=event.shown, when=when)


def _payout_refused(event: PayoutAccountRefused) -> list[Wish]:
    facts = {"account": event.shown, "reason": event.reason}
    return _seller("payout_refused", event.person_id, **facts)


def _recorded(event: ConsentGiven) -> list[Wish]:
    """Who said so themselves knows it already."""
    if not event.acted_by:
        return []
    uses = [PURPOSES[purpose] for purpose in event.purposes]
    said = Text(hi=", ".join(use.hi for use in uses), en=", ".join(use.en for use in uses))
    return _seller("consent_recorded", event.person_id, uses=said, objection=event.objection)


READERS: Final[Mapping[type[Event], Callable[[Any], list[Wish]]]] = {
    OrderPlaced: _placed,
    PaymentActionRequired: _buyer_hears("payment_action"),
    OrderConfirmed: _confirmed,
    OrderCancelled: _cancelled,
    RefundSucceeded: _refunded,
    DeliveryCodeIssued: _code,
    ShipmentOutForDelivery: _buyer_hears("parcel_near"),
    ShipmentUndelivered: _missed,
    ShipmentDelivered: _buyer_hears("parcel_delivered"),
    OrderCompleted: _buyer_hears("order_completed"),
    SellerApproved: lambda e: _seller("seller_approved", e.person_id, seller=e.name),
    SellerRejected: lambda e: _seller("seller_rejected", e.person_id, reason=e.reason),
    SellerAssisted: lambda e: _seller(
        "seller_assisted", e.on_behalf_of, seller=e.name, objection=e.objection
    ),
    ProductAssisted: _assisted,
    ConsentGiven: _recorded,
    ErasureAsked: lambda e: _seller("erasure_asked", e.person_id, due=e.due_at.isoformat()),
    ErasureTakenBack: lambda e: _seller("erasure_taken_back", e.person_id),
    ProductApproved: lambda e: _seller("product_approved", e.seller_person_id, product=e.title),
    ProductRejected: lambda e: _seller(
        "product_rejected", e.seller_person_id, product=e.title, reason=e.reason
    ),
    PayoutAccountEntered: _payout_entered,
    PayoutAccountApproved: _payout_approved,
    PayoutAccountRefused: _payout_refused,
    PayoutAccountWithdrawn: lambda e: _seller("payout_withdrawn", e.person_id, account=e.shown),
    PayoutAccountActivated: lambda e: _seller("payout_active", e.person_id, account=e.shown),
}
