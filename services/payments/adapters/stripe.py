"""Stripe behind the `PaymentProvider` port; the address is a setting, so a sandbox can stand in."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Final

import stripe

from chassis import metrics
from services.payments.domain.payment import Payment, ProviderResult, ProviderStatus
from services.payments.domain.refusals import ProviderAway

LIMIT_SECONDS: Final = 15
_STATUS: dict[str, ProviderStatus] = {
    "requires_payment_method": "failed",
    "requires_confirmation": "pending",
    "requires_action": "action_required",
    "processing": "pending",
    "requires_capture": "pending",
    "succeeded": "captured",
    "canceled": "voided",
}
_UNSURE = (
    stripe.APIConnectionError,
    stripe.APIError,
    stripe.RateLimitError,
    stripe.IdempotencyError,
)


class StripeProvider:
    """`PaymentProvider` over PaymentIntents: created and confirmed at once, captured by Stripe."""

    def __init__(self, api_key: str, api_base: str) -> None:
        self._stripe = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_base},
            http_client=stripe.RequestsClient(timeout=LIMIT_SECONDS),
            max_network_retries=0,  # the consumer repeats, with the same key
        ).v1

    def charge(self, payment: Payment, *, key: str) -> ProviderResult:
        wanted = {
            "amount": payment.amount,
            "currency": payment.currency.lower(),
            "payment_method": payment.token,
            "payment_method_types": ["card"],
            "confirm": True,
            "metadata": {"order_id": payment.order_id, "payment_id": payment.id},
        }
        try:
            with _asked("charge"):
                return _result(
                    self._stripe.payment_intents.create(wanted, {"idempotency_key": key})
                )
        except stripe.CardError as declined:
            intent = getattr(declined.error, "payment_intent", None)
            ref = intent["id"] if intent else ""
            return ProviderResult(status="failed", ref=ref, reason=declined.code or "card_declined")
        except stripe.InvalidRequestError as wrong:
            return ProviderResult(status="failed", ref="", reason=wrong.code or "invalid_request")

    def look(self, ref: str) -> ProviderResult:
        with _asked("look"):
            return _result(self._stripe.payment_intents.retrieve(ref))

    def void(self, ref: str, *, key: str) -> ProviderResult:
        try:
            with _asked("void"):
                return _result(
                    self._stripe.payment_intents.cancel(ref, {}, {"idempotency_key": key})
                )
        except stripe.InvalidRequestError:
            return self.look(ref)  # too late to cancel: say how it stands

    def refund(self, ref: str, amount: int, *, key: str) -> int:
        wanted = {"payment_intent": ref, "amount": amount}
        try:
            with _asked("refund"):
                refund = self._stripe.refunds.create(wanted, {"idempotency_key": key})
        except stripe.InvalidRequestError as wrong:
            if wrong.code == "charge_already_refunded":
                return amount  # by an earlier call whose key has lapsed, or by hand
            raise
        if refund.status in ("failed", "canceled"):
            raise ProviderAway(field="refund")  # asked again until somebody looks at the alert
        return int(refund.amount)


def read_notice(raw: bytes, signature: str, secret: str) -> tuple[str, str, str]:
    """Id, type and payment id of a signed webhook; `payment_id` is empty where it has none.

    Raises ValueError for a body or signature that does not hold (tolerance 300 s, Stripe's own).
    """
    try:
        event = stripe.Webhook.construct_event(raw, signature, secret)
    except stripe.SignatureVerificationError as bad:
        raise ValueError("signature") from bad
    thing: Any = event["data"]["object"]
    metadata = thing.to_dict().get("metadata") or {}
    return event["id"], event["type"], metadata.get("payment_id", "")


@contextmanager
def _asked(operation: str) -> Iterator[None]:
    """Measures a call; what leaves its outcome open becomes `ProviderAway`."""
    started, outcome = perf_counter(), "failed"
    try:
        yield
        outcome = "ok"
    except _UNSURE as unsure:
        raise ProviderAway(field="provider") from unsure
    except stripe.StripeError:
        outcome = "refused"
        raise
    finally:
        seconds = perf_counter() - started
        metrics.EXTERNAL.labels("payments", "stripe", operation, outcome).observe(seconds)


def _result(intent: Any) -> ProviderResult:
    status = _STATUS[intent.status]
    failure = intent.last_payment_error if "last_payment_error" in intent else None
    return ProviderResult(
        status=status,
        ref=intent.id,
        amount=int(intent.amount) if status == "captured" else 0,
        reason=(failure or {}).get("code") or "card_declined" if status == "failed" else "",
    )
