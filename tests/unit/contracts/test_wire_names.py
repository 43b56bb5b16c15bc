"""The names under which events travel: they may never change."""

import pytest

from contracts import accounts, audit, catalog, delivery, notify, orders, payments
from contracts.delivery import ShipmentEvent
from contracts.message import Event
from contracts.registry import EVENTS

NAMES = {
    "account.registered": accounts.AccountRegistered,
    "account.updated": accounts.AccountUpdated,
    "account.erased": accounts.AccountErased,
    "consent.given": accounts.ConsentGiven,
    "consent.withdrawn": accounts.ConsentWithdrawn,
    "erasure.asked": accounts.ErasureAsked,
    "erasure.taken_back": accounts.ErasureTakenBack,
    "seller.registered": catalog.SellerRegistered,
    "seller.assisted": catalog.SellerAssisted,
    "person.introduced": catalog.PersonIntroduced,
    "seller.approved": catalog.SellerApproved,
    "seller.rejected": catalog.SellerRejected,
    "seller.suspended": catalog.SellerSuspended,
    "seller.reinstated": catalog.SellerReinstated,
    "product.assisted": catalog.ProductAssisted,
    "product.submitted": catalog.ProductSubmitted,
    "product.approved": catalog.ProductApproved,
    "product.rejected": catalog.ProductRejected,
    "product.published": catalog.ProductPublished,
    "product.paused": catalog.ProductPaused,
    "stock.changed": catalog.StockChanged,
    "order.placed": orders.OrderPlaced,
    "order.confirmed": orders.OrderConfirmed,
    "order.expired": orders.OrderExpired,
    "order.cancelled": orders.OrderCancelled,
    "order.completed": orders.OrderCompleted,
    "payment.promised": payments.PaymentPromised,
    "payment.captured": payments.PaymentCaptured,
    "payment.failed": payments.PaymentFailed,
    "payment.action_required": payments.PaymentActionRequired,
    "payment.voided": payments.PaymentVoided,
    "refund.succeeded": payments.RefundSucceeded,
    "cod.collected": payments.CodCollected,
    "payout.account_entered": payments.PayoutAccountEntered,
    "payout.account_approved": payments.PayoutAccountApproved,
    "payout.account_refused": payments.PayoutAccountRefused,
    "payout.account_withdrawn": payments.PayoutAccountWithdrawn,
    "payout.account_activated": payments.PayoutAccountActivated,
    "coverage.changed": delivery.CoverageChanged,
    "delivery.assigned": delivery.DeliveryAssigned,
    "delivery.code_issued": delivery.DeliveryCodeIssued,
    "shipment.created": delivery.ShipmentCreated,
    "shipment.picked_up": delivery.ShipmentPickedUp,
    "shipment.in_transit": delivery.ShipmentInTransit,
    "shipment.out_for_delivery": delivery.ShipmentOutForDelivery,
    "shipment.delivered": delivery.ShipmentDelivered,
    "shipment.undelivered": delivery.ShipmentUndelivered,
    "shipment.returned": delivery.ShipmentReturned,
    "shipment.cancelled": delivery.ShipmentCancelled,
    "message.sent": notify.MessageSent,
    "message.failed": notify.MessageFailed,
    "action.recorded": audit.ActionRecorded,
}
PUBLISHERS = {
    "account": "accounts",
    "consent": "accounts",
    "erasure": "accounts",
    "seller": "catalog",
    "person": "catalog",
    "product": "catalog",
    "stock": "catalog",
    "order": "orders",
    "payment": "payments",
    "refund": "payments",
    "cod": "payments",
    "payout": "payments",
    "coverage": "delivery",
    "delivery": "delivery",
    "shipment": "delivery",
    "message": "notify",
    "action": "audit",
}


def test_the_registry_holds_exactly_the_published_events():
    assert NAMES == EVENTS


@pytest.mark.parametrize(("name", "event"), NAMES.items())
def test_every_event_travels_under_its_name_from_its_publisher(name: str, event: type[Event]):
    assert event.wire_name() == name
    assert event.publisher() == PUBLISHERS[name.partition(".")[0]]


@pytest.mark.parametrize("event", NAMES.values())
def test_every_event_names_the_field_of_its_subject(event: type[Event]):
    assert event.SUBJECT in event.__struct_fields__


def test_only_parcels_are_told_to_parties_outside():
    told = {event for event in NAMES.values() if event.audience is not Event.audience}
    assert told == {event for event in NAMES.values() if issubclass(event, ShipmentEvent)}
