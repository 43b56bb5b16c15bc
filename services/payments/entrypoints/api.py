"""HTTP doors of the payments service."""

from typing import Annotated

from msgspec import Meta

from chassis.doors import Body, Call, Empty
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.payments import queries
from services.payments.adapters.stripe import read_notice
from services.payments.bootstrap import Payments
from services.payments.commands import Settle
from services.payments.domain.refusals import SignatureNotValid
from services.payments.queries import PaymentView


class PaymentQuery(Body):
    """Which order's payment."""

    order_id: Annotated[str, Meta(max_length=60)]


class Api:
    """Look at payments; hear the provider."""

    service: Assembled[Payments]

    @http("GET", "/v1/payments", may="payment.read")
    def read_payment(self, call: Call, query: PaymentQuery) -> PaymentView:
        """The payment of one order."""
        return queries.payment_for(self.service.database, call.narrows(), query.order_id)

    @http("POST", "/v1/webhooks/stripe", open=True, raw=True)
    def hear_stripe(self, call: Call) -> Empty:
        """A signed notice of the provider: stored once, then the charge is looked at again."""
        try:
            id, kind, payment_id = read_notice(
                call.raw, call.headers.get("Stripe-Signature", ""), self.service.webhook_secret
            )
        except (ValueError, KeyError) as bad:
            raise SignatureNotValid(field="Stripe-Signature") from bad
        if not self.service.notices.known(id):
            self._act(payment_id)
            self.service.notices.keep(id, kind, payment_id)
        return Empty()

    def _act(self, payment_id: str) -> None:
        if payment_id:
            self.service.handle(Settle(payment_id=payment_id))
