"""What payments relies on, true of the provider of unit tests and of Stripe's client."""

from datetime import UTC, datetime

import pytest
import stripe

from chassis.ids import new_id
from services.payments.adapters.stripe import StripeProvider
from services.payments.domain.payment import Payment, payment_id_for
from services.payments.domain.refusals import ProviderAway
from tests.contract.payment_provider.conftest import Counter

AMOUNT = 123_000


def payment(token: str) -> Payment:
    """A payment of a new order by this card."""
    order_id = new_id("ord")
    return Payment(
        id=payment_id_for(order_id),
        status="waiting",
        order_id=order_id,
        buyer_id="per_1",
        method="card",
        amount=AMOUNT,
        currency="INR",
        token=token,
        created_at=datetime(2025, 10, 14, 5, 30, tzinfo=UTC),
    )


def key(of: Payment, what: str = "pi") -> str:
    return f"{what}:{of.order_id}:1"


def test_a_good_card_is_captured_in_full(counter: Counter):
    mine = payment(counter.good)
    result = counter.provider.charge(mine, key=key(mine))
    assert (result.status, result.amount, result.reason) == ("captured", AMOUNT, "")
    assert result.ref
    assert counter.provider.look(result.ref) == result


def test_a_declined_card_is_a_result_and_no_error(counter: Counter):
    mine = payment(counter.declined)
    result = counter.provider.charge(mine, key=key(mine))
    assert (result.status, result.amount) == ("failed", 0)
    assert result.reason == "card_declined"


def test_a_card_that_asks_for_proof_waits_for_its_buyer(counter: Counter):
    mine = payment(counter.asks)
    result = counter.provider.charge(mine, key=key(mine))
    assert (result.status, result.amount) == ("action_required", 0)
    assert counter.provider.look(result.ref).status == "action_required"


def test_the_same_key_twice_is_one_charge(counter: Counter):
    mine = payment(counter.good)
    first = counter.provider.charge(mine, key=key(mine))
    assert counter.provider.charge(mine, key=key(mine)) == first
    assert counter.charges_of(mine.id) == 1


def test_a_declined_card_asked_again_with_its_key_is_declined_again(counter: Counter):
    mine = payment(counter.declined)
    first = counter.provider.charge(mine, key=key(mine))
    assert counter.provider.charge(mine, key=key(mine)) == first
    assert counter.charges_of(mine.id) == 1


def test_what_was_not_captured_is_voided_once(counter: Counter):
    mine = payment(counter.asks)
    ref = counter.provider.charge(mine, key=key(mine)).ref
    for _ in range(2):
        assert counter.provider.void(ref, key=key(mine, "void")).status == "voided"
    assert counter.provider.look(ref).status == "voided"


def test_what_was_captured_cannot_be_voided_and_is_said_to_be_captured(counter: Counter):
    mine = payment(counter.good)
    ref = counter.provider.charge(mine, key=key(mine)).ref
    result = counter.provider.void(ref, key=key(mine, "void"))
    assert (result.status, result.ref, result.amount) == ("captured", ref, AMOUNT)


def test_a_refund_is_made_once(counter: Counter):
    mine = payment(counter.good)
    ref = counter.provider.charge(mine, key=key(mine)).ref
    for _ in range(2):
        assert counter.provider.refund(ref, AMOUNT, key=key(mine, "refund")) == AMOUNT


def test_a_provider_that_is_away_leaves_the_outcome_open():
    away = StripeProvider("sk_test_nobody", "http://127.0.0.1:9")
    with pytest.raises(ProviderAway) as unknown:
        away.look("pi_1")
    assert (unknown.value.status, unknown.value.field) == (503, "provider")
    assert isinstance(unknown.value.__cause__, stripe.APIConnectionError)
