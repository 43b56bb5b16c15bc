"""What the payments service's doors set off: the event, then its further step."""

from types import SimpleNamespace
from typing import Any

import pytest

from chassis.context import Cause, begin
from chassis.doors import Call
from services.payments import queries
from services.payments.commands import Charge, GiveBack, Settle
from services.payments.domain.refusals import ProviderAway, SignatureNotValid
from services.payments.entrypoints import api
from services.payments.entrypoints.service import PaymentsService
from tests.unit.payments.pretend import (
    CANCELLED,
    CHARGE,
    GIVE_BACK,
    NOW,
    PAY,
    SETTLE,
    delivered,
    placed,
)


class Heard:
    """A service that remembers its messages, and fails at some."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.fails: set[str] = set()
        self.database, self.clock = None, SimpleNamespace(now=lambda: NOW)
        self.webhook_secret, self.notices = "whsec_tests", Noted()

    def handle(self, message: Any) -> None:
        self.messages.append(message)
        if getattr(message, "payment_id", "") in self.fails:
            raise ProviderAway(field="provider")

    def then(self, message: Any) -> None:
        self.handle(message)


class Noted:
    """Ids of the notices that were acted on."""

    def __init__(self) -> None:
        self.kept: set[str] = set()

    def known(self, id: str) -> bool:
        return id in self.kept

    def keep(self, id: str, kind: str, payment_id: str) -> None:
        self.kept.add(id)


@pytest.fixture
def door() -> Any:
    service = PaymentsService()
    service.service = Heard()  # type: ignore[assignment]
    return service


@pytest.mark.parametrize(
    ("name", "event", "messages"),
    [
        ("on_order_placed", placed(), [placed(), CHARGE]),
        ("on_order_cancelled", CANCELLED, [CANCELLED, GIVE_BACK]),
        ("on_shipment_delivered", delivered("con_1", 1), [delivered("con_1", 1)]),
    ],
)
def test_an_event_is_recorded_before_its_further_step(
    door: Any, name: str, event: Any, messages: list[Any]
):
    begin(Cause())
    begin(Cause(event_id="evt_1"))
    getattr(door, name)(event)
    assert door.service.messages == messages


def test_a_payment_that_is_stuck_does_not_keep_the_others_waiting(
    door: Any, monkeypatch: pytest.MonkeyPatch
):
    stuck = {"waiting": ["pay_1", "pay_2"], "pending": ["pay_3"], "leaving": ["pay_4", "pay_5"]}
    monkeypatch.setattr(queries, "stuck", lambda *_: stuck)
    door.service.fails = {"pay_1", "pay_4"}
    door.pick_up_stuck()
    assert door.service.messages == [
        Charge(payment_id="pay_1"),
        Charge(payment_id="pay_2"),
        Settle(payment_id="pay_3"),
        GiveBack(payment_id="pay_4"),
        GiveBack(payment_id="pay_5"),
    ]


def notice(monkeypatch: pytest.MonkeyPatch, payment_id: str = PAY) -> Call:
    told = ("evt_1", "payment_intent.succeeded", payment_id)
    monkeypatch.setattr(api, "read_notice", lambda *_: told)
    return Call(person=None, language="hi", cause=Cause(), raw=b"{}", headers={})


def test_a_notice_is_acted_on_once(door: Any, monkeypatch: pytest.MonkeyPatch):
    call = notice(monkeypatch)
    door.hear_stripe(call)
    door.hear_stripe(call)
    assert door.service.messages == [SETTLE]


def test_a_notice_that_could_not_be_acted_on_is_acted_on_when_it_comes_again(
    door: Any, monkeypatch: pytest.MonkeyPatch
):
    call = notice(monkeypatch)
    door.service.fails = {PAY}
    with pytest.raises(ProviderAway):
        door.hear_stripe(call)
    door.service.fails = set()
    door.hear_stripe(call)
    assert door.service.messages == [SETTLE, SETTLE]
    assert door.service.notices.kept == {"evt_1"}


def test_a_notice_of_something_else_is_kept_and_nothing_done(
    door: Any, monkeypatch: pytest.MonkeyPatch
):
    door.hear_stripe(notice(monkeypatch, payment_id=""))
    assert door.service.messages == []
    assert door.service.notices.kept == {"evt_1"}


@pytest.mark.parametrize("raw", [b"{}", b"", b"\xff"])
def test_a_notice_that_nobody_signed_is_refused_and_not_kept(door: Any, raw: bytes):
    call = Call(person=None, language="en", cause=Cause(), raw=raw, headers={})
    with pytest.raises(SignatureNotValid) as refused:
        door.hear_stripe(call)
    assert (refused.value.status, refused.value.field) == (400, "Stripe-Signature")
    assert refused.value.detail("en") == "The signature does not hold."
    assert (door.service.messages, door.service.notices.kept) == ([], set())
