"""Webhooks: only what the provider signed, and lately, is read."""

import hashlib
import hmac
import json
import time

import pytest

from services.payments.adapters.stripe import read_notice

SECRET = "whsec_of_the_tests"
NOTICE = {
    "id": "evt_1",
    "object": "event",
    "type": "payment_intent.succeeded",
    "data": {"object": {"id": "pi_1", "metadata": {"payment_id": "pay_1", "order_id": "ord_1"}}},
}


def raw(**other: object) -> bytes:
    return json.dumps(NOTICE | other).encode()


def signed(body: bytes, *, secret: str = SECRET, age: int = 0) -> str:
    at = int(time.time()) - age
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def test_a_signed_notice_names_its_payment():
    body = raw()
    assert read_notice(body, signed(body), SECRET) == (
        "evt_1",
        "payment_intent.succeeded",
        "pay_1",
    )


@pytest.mark.parametrize("metadata", [{}, {"order_id": "ord_1"}])
def test_a_notice_of_something_else_names_no_payment(metadata: dict[str, str]):
    body = raw(type="customer.created", data={"object": {"id": "cus_1", "metadata": metadata}})
    assert read_notice(body, signed(body), SECRET) == ("evt_1", "customer.created", "")


def test_a_notice_without_metadata_names_no_payment():
    body = raw(type="balance.available", data={"object": {"id": "bal_1"}})
    assert read_notice(body, signed(body), SECRET)[2] == ""


@pytest.mark.parametrize(
    "signature",
    [
        pytest.param("", id="none"),
        pytest.param("t=1,v1=00", id="wrong"),
        pytest.param("nonsense", id="of no form"),
        pytest.param(signed(raw(), secret="whsec_of_another"), id="with another secret"),
        pytest.param(signed(raw(id="evt_2")), id="of another notice"),
        pytest.param(signed(raw(), age=301), id="too old"),
    ],
)
def test_a_notice_whose_signature_does_not_hold_is_refused(signature: str):
    with pytest.raises(ValueError, match="signature"):
        read_notice(raw(), signature, SECRET)


def test_a_notice_of_some_minutes_ago_is_read():
    body = raw()
    assert read_notice(body, signed(body, age=200), SECRET)[0] == "evt_1"


@pytest.mark.parametrize("body", [b"", b"notice", b"{}", b'{"id":"evt_1"}', b"\xff"])
def test_a_signed_body_of_another_form_is_refused(body: bytes):
    with pytest.raises((ValueError, KeyError)):
        read_notice(body, signed(body), SECRET)
