"""Events that the notify service consumes."""

from typing import Any

from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts import accounts, catalog, delivery, orders, payments
from contracts.message import Event
from services.notify import queries
from services.notify.bootstrap import Notify
from services.notify.commands import ForgetNotice

AT_ONCE = 10
"""Of one event: when a channel is slow, no queue takes more workers than this."""
SECONDS = 60
"""A notice to many sellers over slow channels; what was sent stays sent."""


def tells(event: type[Event]) -> Any:
    """People hear of this event."""
    return consume(event, prefetch=AT_ONCE, seconds=SECONDS)


class Events:
    """One queue `notify.<event>` for each; who hears what is in `domain/plan.py`."""

    service: Assembled[Notify]

    @consume(accounts.AccountRegistered)
    def on_account_registered(self, event: accounts.AccountRegistered) -> None:
        self.service.handle(event)

    @consume(accounts.AccountUpdated)
    def on_account_updated(self, event: accounts.AccountUpdated) -> None:
        self.service.handle(event)

    @tells(orders.OrderPlaced)
    def on_order_placed(self, event: orders.OrderPlaced) -> None:
        self.service.tell(event)

    @tells(orders.OrderConfirmed)
    def on_order_confirmed(self, event: orders.OrderConfirmed) -> None:
        self.service.tell(event)

    @tells(orders.OrderCancelled)
    def on_order_cancelled(self, event: orders.OrderCancelled) -> None:
        self.service.tell(event)

    @tells(orders.OrderCompleted)
    def on_order_completed(self, event: orders.OrderCompleted) -> None:
        self.service.tell(event)

    @tells(payments.PaymentActionRequired)
    def on_payment_action_required(self, event: payments.PaymentActionRequired) -> None:
        self.service.tell(event)

    @tells(payments.RefundSucceeded)
    def on_refund_succeeded(self, event: payments.RefundSucceeded) -> None:
        self.service.tell(event)

    @tells(delivery.DeliveryCodeIssued)
    def on_delivery_code_issued(self, event: delivery.DeliveryCodeIssued) -> None:
        self.service.tell(event)

    @tells(delivery.ShipmentOutForDelivery)
    def on_shipment_out_for_delivery(self, event: delivery.ShipmentOutForDelivery) -> None:
        self.service.tell(event)

    @tells(delivery.ShipmentUndelivered)
    def on_shipment_undelivered(self, event: delivery.ShipmentUndelivered) -> None:
        self.service.tell(event)

    @tells(delivery.ShipmentDelivered)
    def on_shipment_delivered(self, event: delivery.ShipmentDelivered) -> None:
        self.service.tell(event)

    @tells(catalog.SellerApproved)
    def on_seller_approved(self, event: catalog.SellerApproved) -> None:
        self.service.tell(event)

    @tells(catalog.SellerRejected)
    def on_seller_rejected(self, event: catalog.SellerRejected) -> None:
        self.service.tell(event)

    @tells(catalog.SellerAssisted)
    def on_seller_assisted(self, event: catalog.SellerAssisted) -> None:
        self.service.tell(event)

    @tells(catalog.ProductAssisted)
    def on_product_assisted(self, event: catalog.ProductAssisted) -> None:
        self.service.tell(event)

    @tells(catalog.ProductApproved)
    def on_product_approved(self, event: catalog.ProductApproved) -> None:
        self.service.tell(event)

    @tells(catalog.ProductRejected)
    def on_product_rejected(self, event: catalog.ProductRejected) -> None:
        self.service.tell(event)

    @tells(payments.PayoutAccountEntered)
    def on_payout_account_entered(self, event: payments.PayoutAccountEntered) -> None:
        self.service.tell(event)

    @tells(payments.PayoutAccountApproved)
    def on_payout_account_approved(self, event: payments.PayoutAccountApproved) -> None:
        self.service.tell(event)

    @tells(payments.PayoutAccountRefused)
    def on_payout_account_refused(self, event: payments.PayoutAccountRefused) -> None:
        self.service.tell(event)

    @tells(payments.PayoutAccountWithdrawn)
    def on_payout_account_withdrawn(self, event: payments.PayoutAccountWithdrawn) -> None:
        self.service.tell(event)

    @tells(payments.PayoutAccountActivated)
    def on_payout_account_activated(self, event: payments.PayoutAccountActivated) -> None:
        self.service.tell(event)

    @tells(accounts.ConsentGiven)
    def on_consent_given(self, event: accounts.ConsentGiven) -> None:
        self.service.tell(event)

    @tells(accounts.ErasureAsked)
    def on_erasure_asked(self, event: accounts.ErasureAsked) -> None:
        self.service.tell(event)

    @tells(accounts.ErasureTakenBack)
    def on_erasure_taken_back(self, event: accounts.ErasureTakenBack) -> None:
        self.service.tell(event)

    @consume(accounts.AccountErased, prefetch=AT_ONCE, seconds=SECONDS)
    def on_account_erased(self, event: accounts.AccountErased) -> None:
        """First the address, then what was sent to it; a repeat goes on where it stopped."""
        self.service.handle(event)
        for notice_id in queries.notices_of(self.service.database, event.person_id):
            self.service.then(ForgetNotice(notice_id=notice_id))
