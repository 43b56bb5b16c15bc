"""Spoiled payment calls, before the real payment sandbox and its idempotency keys."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.chaos.bidden import Bidden
from tests.servers import settings_of

CARD = {
    "amount": "12300",
    "currency": "inr",
    "payment_method": "pm_card_visa",
    "confirm": "true",
}
TIMEOUT = 3.0


class Caller:
    """One that pays through the spoiling proxy, and can look past it."""

    def __init__(self, base: str, spoiler: Bidden) -> None:
        self._base, self.spoiler = base, spoiler
        self._spoiled = f"http://127.0.0.1:{spoiler.ask()['port']}"
        self._who = (settings_of("payments")["HAAT_STRIPE_API_KEY"], "")
        self.mark = secrets.token_hex(8)

    def pay(self) -> requests.Response:
        """The same request under the same key each time."""
        return requests.post(
            f"{self._spoiled}/v1/payment_intents",
            CARD | {"metadata[order_id]": self.mark},
            auth=self._who,
            headers={"Idempotency-Key": f"key-{self.mark}"},
            timeout=TIMEOUT,
        )

    def made(self) -> list[dict[str, Any]]:
        """What the payment server has of it."""
        url = f"{self._base}/v1/payment_intents?limit=1000000"
        found = requests.get(url, auth=self._who, timeout=60).json()["data"]
        return [one for one in found if (one["metadata"] or {}).get("order_id") == self.mark]


@pytest.fixture
def caller(stripe_base: str) -> Iterator[Caller]:
    options = ("--upstream", stripe_base, "--hang-seconds", "30")
    with Bidden("tests.chaos.payment_faults", *options) as spoiler:
        yield Caller(stripe_base, spoiler)


def assert_paid_once(caller: Caller) -> None:
    """The next try under the same key is answered, and there is one payment in all."""
    answer = caller.pay()
    assert (answer.status_code, answer.json()["status"]) == (200, "succeeded")
    assert [intent["id"] for intent in caller.made()] == [answer.json()["id"]]


def test_a_call_that_is_not_spoiled_passes(caller):
    assert_paid_once(caller)
    assert caller.spoiler.ask(spoiled=True) == {"calls": 0}


def test_a_call_can_fail_before_it_has_worked(caller):
    caller.spoiler.ask(spoil="fails before", calls=1)
    assert caller.pay().status_code == 500
    assert caller.made() == []
    assert_paid_once(caller)


def test_a_call_can_fail_after_it_has_worked(caller):
    caller.spoiler.ask(spoil="fails after", calls=1)
    assert caller.pay().status_code == 500
    assert len(caller.made()) == 1
    assert_paid_once(caller)


def test_a_call_can_charge_and_drop_the_line(caller):
    caller.spoiler.ask(spoil="drops", calls=1)
    with pytest.raises(requests.ConnectionError):
        caller.pay()
    assert len(caller.made()) == 1
    assert_paid_once(caller)


def test_a_call_can_time_out_after_it_has_worked(caller):
    caller.spoiler.ask(spoil="hangs", calls=1)
    with pytest.raises(requests.ReadTimeout):
        caller.pay()
    assert len(caller.made()) == 1
    assert_paid_once(caller)


def test_as_many_calls_are_spoiled_as_was_said(caller):
    caller.spoiler.ask(spoil="fails before", calls=2)
    assert [caller.pay().status_code for _ in range(3)] == [500, 500, 200]
    assert caller.spoiler.ask(spoiled=True) == {"calls": 2}


def test_what_was_not_spoiled_when_the_fault_was_healed_is_not_any_more(caller):
    caller.spoiler.ask(spoil="fails before", calls=5)
    assert caller.pay().status_code == 500
    assert caller.spoiler.ask(spoiled=True) == {"calls": 1}
    assert caller.pay().status_code == 200
