"""Which requests are sent again, when, and under which key."""

import logging
import uuid

import pytest
import requests
from pretend_haat import PretendHaat, problem

from clients.python import Problem, Unreachable
from clients.python.types.accounts import OnlyCodeBody
from clients.python.types.orders import CancelBody

ORDER = {
    "order_id": "ord_1",
    "status": "cancelled",
    "currency": "INR",
    "total": 100,
    "payment_method": "cod",
    "consignments": [],
    "deliver_to": {
        "name": "Sunita",
        "phone": "+919800000001",
        "line1": "Shivganga",
        "district": "Deoghar",
        "state": "Jharkhand",
        "pin": "814112",
    },
    "placed_at": "2030-01-02T03:04:05Z",
    "expires_at": "2030-01-02T03:34:05Z",
}
LOST = requests.ConnectionError("lost")
WHY = CancelBody(reason="changed my mind")


def cancel(make, **rest):
    return make(token="mine", **rest).orders.cancel_order("ord_1", WHY)


@pytest.mark.parametrize(
    "failure",
    [
        LOST,
        requests.ReadTimeout("slow"),
        (502, b"<html>"),
        (503, problem("unavailable")),
        (504, b""),
        (429, problem("too_many_requests", parameter="rate")),
        (409, problem("idempotency_key_in_flight", parameter="Idempotency-Key")),
    ],
)
def test_what_may_pass_is_sent_again_under_the_same_key(make, there: PretendHaat, pauses, failure):
    there.replies.extend([failure, failure, (200, ORDER)])
    assert cancel(make).status == "cancelled"
    first, *again = there.header("Idempotency-Key")
    assert uuid.UUID(first)
    assert again == [first, first]
    assert [0.1 < pauses[0] < 0.3, 0.2 < pauses[1] < 0.6, len(pauses)] == [True, True, 2]


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "malformed"), (403, "forbidden"), (409, "out_of_stock"), (422, "x"), (500, "internal")],
)
def test_what_will_not_pass_is_told_at_once(make, there: PretendHaat, pauses, status, code):
    there.replies.append((status, problem(code)))
    with pytest.raises(Problem, match=f"POST /v1/orders/ord_1/cancellation answered {status}"):
        cancel(make)
    assert (len(there.asked), pauses) == (1, [])


def test_a_429_about_what_was_sent_is_told_at_once(make, there: PretendHaat, pauses):
    there.replies.append((429, problem("delivery_code_tries_used_up", pointer="/code")))
    with pytest.raises(Problem, match="delivery_code_tries_used_up"):
        cancel(make)
    assert pauses == []


def test_retry_after_is_waited_for(make, there: PretendHaat, pauses):
    there.replies.extend([(503, problem("unavailable"), {"Retry-After": "7"}), (200, ORDER)])
    cancel(make)
    assert [7 < pause < 8 for pause in pauses] == [True]


def test_a_longer_wait_than_the_caller_s_patience_is_told_at_once(make, there: PretendHaat, pauses):
    there.replies.append((429, problem("too_many"), {"Retry-After": "3600"}))
    with pytest.raises(Problem) as told:
        cancel(make)
    assert (told.value.retry_after, pauses) == (3600, [])


def test_patience_is_for_all_pauses_together(make, there: PretendHaat, pauses):
    there.replies.extend([LOST] * 100)
    with pytest.raises(Unreachable, match=r"POST http://haat\.test/v1/orders/ord_1/canc"):
        cancel(make, patience=20.0)
    assert 8 < sum(pauses) <= 20


def test_without_patience_nothing_is_sent_twice(make, there: PretendHaat, pauses):
    there.replies.append((503, problem("unavailable")))
    with pytest.raises(Problem):
        cancel(make, patience=0.0)
    assert pauses == []


def test_a_write_without_a_key_is_not_sent_again(make, there: PretendHaat, pauses):
    there.replies.append(LOST)
    with pytest.raises(Unreachable):
        make().accounts.look_at_profiles("log_1", OnlyCodeBody(code="123456"))
    assert (there.header("Idempotency-Key"), pauses) == ([None], [])


def test_the_caller_s_own_key_is_sent(make, there: PretendHaat):
    there.replies.append((200, ORDER))
    make(token="mine").orders.cancel_order("ord_1", WHY, key="my-own-key-1")
    assert there.header("Idempotency-Key") == ["my-own-key-1"]


def test_nothing_that_is_secret_is_logged(make, there: PretendHaat, caplog):
    caplog.set_level(logging.DEBUG)
    there.replies.extend([LOST, (202, {"login_id": "log_1", "expires_at": "2030-01-01T00:00:00Z"})])
    make(token="very-secret").ask_code("+919800000001")
    assert [record.getMessage()[:15] for record in caplog.records] == ["POST /v1/logins"] * 2
    assert not [word for word in ("very-secret", "9800000001") if word in caplog.text]


def test_a_file_of_the_machine_s_user_brings_no_token(
    make, there: PretendHaat, tmp_path, monkeypatch
):
    file = tmp_path / "netrc"
    file.write_text("machine haat.test login me password secret\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    make().call("GET", "/v1/search")
    assert there.tokens == [""]
