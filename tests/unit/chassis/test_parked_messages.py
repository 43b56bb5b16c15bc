"""What the operator sees of a parked message, and which ones a filter means."""

import json
from datetime import UTC, datetime
from typing import Any

import amqp
import pytest

from chassis.masking import masked_text
from chassis.runtime.parked.masking import masked_body
from chassis.runtime.parked.messages import Filters, in_full, parked_of, seconds_of
from chassis.runtime.parked.outlet import copy_of

SINCE = 1_760_000_000
NOW = datetime.fromtimestamp(SINCE + 600, UTC)
NOTED = {
    "cloudEvents:id": "evt_1",
    "cloudEvents:type": "order.placed",
    "x-queue": "payments.order.placed",
    "x-error": "CardDeclined: card_declined",
    "x-attempt": 2,
    "x-first-failed-at": SINCE,
    "x-service": "payments",
    "x-handler": "on_placed",
}


def message(body: bytes = b"{}", **headers: Any) -> amqp.Message:
    told = {k: v for k, v in (NOTED | headers).items() if v is not None}
    return amqp.Message(body, message_id="evt_1", application_headers=told)


def death(queue: str, reason: str, seconds: int = SINCE) -> dict[str, Any]:
    time = datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)  # as py-amqp gives it
    return {"queue": queue, "reason": reason, "time": time, "count": 1}


@pytest.mark.parametrize(
    ("filters", "meant"),
    [
        (Filters(), True),
        (Filters(event_ids=frozenset(["evt_1", "evt_2"])), True),
        (Filters(event_ids=frozenset(["evt_2"])), False),
        (Filters(queue="payments.order.placed"), True),
        (Filters(queue="payments.*"), True),
        (Filters(queue="payments"), False),
        (Filters(error="carddeclined"), True),
        (Filters(error="card_declined"), True),
        (Filters(error="KeyError"), False),
        (Filters(older_than=599), True),
        (Filters(older_than=601), False),
        (Filters(younger_than=601), True),
        (Filters(younger_than=599), False),
        (Filters(older_than=300, younger_than=900), True),
        (Filters(queue="payments.*", error="KeyError"), False),
    ],
)
def test_all_that_a_filter_says_must_be_true(filters: Filters, meant: bool):
    assert filters.match(parked_of(message()), NOW) is meant


def test_what_does_not_tell_its_age_is_neither_old_nor_young():
    ageless = parked_of(message(**{"x-first-failed-at": None}))
    assert Filters().match(ageless, NOW)
    assert not Filters(older_than=0).match(ageless, NOW)
    assert not Filters(younger_than=1e9).match(ageless, NOW)


def test_no_filter_is_none_at_all():
    assert Filters().empty
    assert not Filters(older_than=0).empty


@pytest.mark.parametrize(
    ("text", "seconds"), [("", None), ("90s", 90), ("15m", 900), ("2h", 7_200), ("3d", 259_200)]
)
def test_an_age_is_read(text: str, seconds: float | None):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["2", "h", "-1h", "2 h", "1h30m", "2w", "2h\n", "१h"])
def test_what_is_no_age_is_refused(text: str):
    with pytest.raises(ValueError, match="is no age"):
        seconds_of(text)


def test_what_the_broker_gave_up_tells_its_queue_by_its_last_death():
    headers = dict.fromkeys(("x-queue", "x-error", "x-first-failed-at"))
    deaths = [
        death("orders.payment.captured.suspect", "delivery_limit", SINCE + 9),
        death("delay.250", "expired"),
    ]
    parked = parked_of(
        message(**headers, **{"x-death": deaths, "x-first-death-queue": "delay.250"})
    )
    assert parked.queue == "orders.payment.captured"
    assert parked.error == "broker: delivery_limit"
    assert parked.first_failed_at == datetime.fromtimestamp(SINCE + 9, UTC)


def test_its_first_death_is_told_where_there_is_no_other():
    headers = {"x-queue": None, "x-error": None, "x-first-death-reason": "delivery_limit"}
    parked = parked_of(message(**headers, **{"x-first-death-queue": "orders.payment.failed"}))
    assert (parked.queue, parked.error) == ("orders.payment.failed", "broker: delivery_limit")


def test_a_delay_is_nobodys_home():
    parked = parked_of(message(**{"x-queue": None, "x-first-death-queue": "delay.30000"}))
    assert parked.queue == ""


def test_what_is_no_message_of_ours_can_be_looked_at():
    odd = {"x-attempt": "often", "x-first-failed-at": 10**18, "x-death": "none", "x-queue": 7}
    parked = parked_of(amqp.Message(b"", application_headers=odd))
    assert (parked.event_id, parked.type, parked.queue, parked.attempt) == ("", "", "7", 0)
    assert parked.first_failed_at is None
    assert parked_of(amqp.Message(b"")).error == ""


def test_what_is_a_persons_is_masked_however_deep():
    body = {
        "order_id": "ord_1",
        "total": 111_000,
        "pin": "814112",
        "deliver_to": {"name": "Asha", "phone": "+919812345678", "line1": "4", "pin": "814112"},
        "lines": [{"title": {"en": "Peda"}, "sellerName": {"en": "Ravi"}}],
        "token": None,
        "code": 123_456,
        "owner_phone": ["+919812345678"],
        "email": {"work": "asha@example.in"},
        "note": "call 98123 45678 or write to asha@example.in",
    }
    assert masked_body(json.dumps(body).encode()) == {
        "order_id": "ord_1",
        "total": 111_000,
        "pin": "814112",
        "deliver_to": {"name": "…", "phone": "…", "line1": "…", "pin": "814112"},
        "lines": [{"title": {"en": "Peda"}, "sellerName": "…"}],
        "token": "…",
        "code": "…",
        "owner_phone": "…",
        "email": "…",
        "note": "call … or write to …",
    }


@pytest.mark.parametrize("body", [b"phone +919812345678", b'{"name":"\xff"}', b"[" * 100_000, b""])
def test_of_what_is_no_json_only_the_size_is_shown(body: bytes):
    assert masked_body(body) == f"… ({len(body)} bytes, not JSON)"


@pytest.mark.parametrize(
    "text",
    ["2025-10-14T05:30:00.250000Z", "evt_01a2013c-1234-5678-9012-345678901234", "ord_1 of 814112"],
)
def test_dates_and_ids_are_not_taken_for_phones(text: str):
    assert masked_text(text) == text


def test_all_of_a_message_is_shown_but_what_could_reach_a_person():
    noted = {"x-error": "ValueError: +919812345678", "x-death": [death("orders.x", "rejected")]}
    shown = in_full(message(b'{"name":"Asha"}', **noted))
    assert shown.body == {"name": "…"}
    assert shown.error == shown.headers["x-error"] == "ValueError: …"
    assert shown.headers["x-death"][0]["queue"] == "orders.x"
    assert shown.headers["x-attempt"] == 2


def test_a_copy_is_the_same_event_without_its_failures():
    parked = message(b"\xff", partner="ptn_1")
    parked.properties |= {"expiration": "5", "user_id": "haat", "type": "order.placed"}
    copy = copy_of(parked)
    assert copy.body == b"\xff"
    assert copy.properties == {
        "message_id": "evt_1",
        "type": "order.placed",
        "delivery_mode": 2,
        "application_headers": {
            "cloudEvents:id": "evt_1",
            "cloudEvents:type": "order.placed",
            "partner": "ptn_1",
        },
    }
