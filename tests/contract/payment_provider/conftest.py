"""The two providers: the one of unit tests, and Stripe's client before the sandbox."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import requests

from services.payments.adapters.stripe import StripeProvider
from services.payments.ports import PaymentProvider
from tests.servers import settings_of
from tests.unit.payments import provider as fakes
from tests.unit.payments.provider import FakeProvider

ASKS_FOR_PROOF, DECLINES = "4000002500003155", "4000000000000341"


class Counter(NamedTuple):
    """A provider, its cards, and how many charges it has made of a payment."""

    provider: PaymentProvider
    good: str
    declined: str
    asks: str
    charges_of: Callable[[str], int]


class Sandbox:
    """Stripe's HTTP API, spoken to directly where the port has no words for it."""

    def __init__(self, base: str, key: str) -> None:
        self._base, self._auth = base, (key, "")

    def card(self, number: str) -> str:
        """A payment method for this test card."""
        card = {"number": number, "exp_month": 12, "exp_year": 2035, "cvc": "123"}
        given = {"type": "card"} | {f"card[{name}]": value for name, value in card.items()}
        answer = requests.post(
            f"{self._base}/v1/payment_methods", data=given, auth=self._auth, timeout=10
        )
        answer.raise_for_status()
        return str(answer.json()["id"])

    def charges_of(self, payment_id: str) -> int:
        """How many payment intents were made for this payment."""
        listed: Any = requests.get(
            f"{self._base}/v1/payment_intents?limit=1000000", auth=self._auth, timeout=10
        ).json()
        return sum(i["metadata"].get("payment_id") == payment_id for i in listed["data"])


def fake(request: pytest.FixtureRequest) -> Counter:
    provider = FakeProvider()
    return Counter(
        provider, fakes.GOOD, fakes.DECLINED, fakes.ASKS, lambda _: len(provider.charges)
    )


def sandbox(request: pytest.FixtureRequest) -> Counter:
    base = request.getfixturevalue("stripe_base")
    key = settings_of("payments")["HAAT_STRIPE_API_KEY"]
    stripe = Sandbox(base, key)
    return Counter(
        StripeProvider(key, base),
        "pm_card_visa",
        stripe.card(DECLINES),
        stripe.card(ASKS_FOR_PROOF),
        stripe.charges_of,
    )


@pytest.fixture(params=[fake, sandbox])
def counter(request: pytest.FixtureRequest) -> Counter:
    make: Callable[[pytest.FixtureRequest], Counter] = request.param
    return make(request)
