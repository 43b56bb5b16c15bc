"""The conventions of HTTP on a real server: keys, versions, preferences, limits, problems."""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.integration.chassis.bench import Bench, eventually

ASHA, BINOD = "per_asha", "per_binod"


def ask(
    bench: Bench, method: str, path: str, body: Any = None, *, who: str = ASHA, **headers: str
) -> requests.Response:
    sent = {"Authorization": f"Bearer {who}", "Accept-Language": "en"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return requests.request(method, bench.url + path, json=body, headers=sent, timeout=40)


def keep(bench: Bench, key: str = "", **headers: str) -> requests.Response:
    body = {"grams": 250, "note": "peda"}
    return ask(bench, "POST", "/v1/boxes", body, Idempotency_Key=key or new_key(), **headers)


def new_key() -> str:
    return f"key-{secrets.token_hex(8)}"


def test_a_repeat_under_the_same_key_gets_the_first_answer(steady: Bench):
    key = new_key()
    first, again = keep(steady, key), keep(steady, key)
    assert (first.status_code, "Idempotent-Replayed" in first.headers) == (201, False)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (201, "true")
    assert again.content == first.content
    assert again.headers["Location"] == f"/v1/boxes/{first.json()['box_id']}"
    assert again.headers["ETag"] == first.headers["ETag"]
    assert re.fullmatch(r'"1-[0-9a-f]{8}"', first.headers["ETag"])
    assert keep(steady, key, who=BINOD).json()["box_id"] != first.json()["box_id"]


def test_a_key_is_for_one_request(steady: Bench):
    key = new_key()
    keep(steady, key)
    other = ask(steady, "POST", "/v1/boxes", {"grams": 1}, Idempotency_Key=key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("key", ["", "short", "with space", "x" * 201])
def test_a_write_that_needs_a_key_says_so(steady: Bench, key: str):
    answer = ask(steady, "POST", "/v1/boxes", {"grams": 1}, Idempotency_Key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")
    assert answer.json()["errors"][0]["parameter"] == "Idempotency-Key"


def test_a_refusal_by_rule_is_kept_one_by_the_present_state_is_decided_again(steady: Bench):
    key = new_key()
    heavy = [
        ask(steady, "POST", "/v1/boxes", {"grams": 30_000}, Idempotency_Key=key) for _ in range(2)
    ]
    assert [answer.status_code for answer in heavy] == [422, 422]
    assert heavy[0].content == heavy[1].content
    assert heavy[1].headers["Idempotent-Replayed"] == "true"
    assert heavy[1].headers["Content-Type"] == "application/problem+json"
    path = f"/v1/boxes/{keep(steady).json()['box_id']}"
    steady.database["deaths"].delete_many({})
    sealed = [ask(steady, "PATCH", path, {"note": "sealed"}, Idempotency_Key=key) for _ in "12"]
    assert [answer.status_code for answer in sealed] == [409, 200]


def test_the_same_key_in_flight_is_told_to_wait(steady: Bench):
    path, key = f"/v1/boxes/{keep(steady).json()['box_id']}", new_key()
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(
                lambda _: ask(steady, "PATCH", path, {"note": "slow"}, Idempotency_Key=key),
                range(4),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    waiting = next(answer for answer in answers if answer.status_code == 409)
    assert waiting.json()["code"] == "idempotency_key_in_flight"
    assert waiting.headers["Retry-After"] == "1"


@pytest.mark.parametrize("step", ["begun", "before", "after", "done", "kept"])
def test_a_service_killed_at_any_step_keeps_one_box_and_gives_one_answer(
    make_bench: Callable[[], Bench], mortal: Bench, step: str
):
    """Killed: the key taken; before the write; after it; before the answer is kept; after that."""
    mortal.database["deaths"].delete_many({})
    mortal.database["boxes"].delete_many({})
    body, key = {"grams": 250, "note": "", "dies": step}, new_key()
    with pytest.raises(requests.ConnectionError):
        ask(mortal, "POST", "/v1/boxes", body, Idempotency_Key=key)
    eventually(lambda: not mortal.runs)
    mortal.start()

    def answered() -> requests.Response | None:
        answer = ask(mortal, "POST", "/v1/boxes", body, Idempotency_Key=key)
        if answer.status_code == 409:  # for some seconds: the one who was killed may be at it
            assert answer.json()["code"] == "idempotency_key_in_flight"
            time.sleep(int(answer.headers["Retry-After"]))
            return None
        return answer

    answer = eventually(answered)
    assert answer.status_code == 201
    again = ask(mortal, "POST", "/v1/boxes", body, Idempotency_Key=key)
    assert (again.content, again.headers["Idempotent-Replayed"]) == (answer.content, "true")
    (box,) = mortal.database["boxes"].find()
    assert (box["_id"], box["version"]) == (answer.json()["box_id"], 1)


def test_an_edit_of_what_was_changed_meanwhile_is_refused(steady: Bench):
    path = f"/v1/boxes/{keep(steady).json()['box_id']}"
    seen = ask(steady, "GET", path).headers["ETag"]
    changed = ask(steady, "PATCH", path, {"note": "one"}, If_Match=seen)
    assert changed.headers["ETag"].startswith('"2-')
    lost = ask(steady, "PATCH", path, {"note": "two"}, If_Match=seen)
    assert (lost.status_code, lost.json()["code"]) == (412, "changed")
    assert lost.json()["errors"][0]["parameter"] == "If-Match"
    assert ask(steady, "GET", path).json()["note"] == "one"
    assert ask(steady, "PATCH", path, {"note": "two"}, If_Match="*").status_code == 200
    for blank in ("seven", ""):  # who lost the ETag does not mean any version
        assert ask(steady, "PATCH", path, {"note": "x"}, If_Match=blank).status_code == 400


def test_who_has_this_version_already_is_told_so(steady: Bench):
    path = f"/v1/boxes/{keep(steady).json()['box_id']}"
    seen = ask(steady, "GET", path).headers["ETag"]
    same = ask(steady, "GET", path, If_None_Match=f'"7", {seen}')
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", seen)
    assert ask(steady, "GET", path, If_None_Match='"1"').status_code == 200


def test_who_wants_little_gets_little(steady: Bench):
    answer = keep(steady, Prefer="return=minimal")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Preference-Applied"] == "return=minimal"
    assert ask(steady, "GET", answer.headers["Location"]).json()["grams"] == 250


def test_a_door_that_forgets_to_ask_the_policy_table_answers_nothing(steady: Bench):
    answer = ask(steady, "GET", "/v1/boxes")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "another's" not in answer.text


def test_a_door_that_needs_a_second_step_says_so(steady: Bench):
    answer = ask(steady, "POST", "/v1/payouts")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_step_needed")


def test_an_error_of_ours_tells_nothing_of_itself_and_is_not_kept(steady: Bench):
    path, key = f"/v1/boxes/{keep(steady).json()['box_id']}", new_key()
    answers = [ask(steady, "PATCH", path, {"note": "broken"}, Idempotency_Key=key) for _ in "12"]
    assert [answer.status_code for answer in answers] == [500, 500]
    assert "Idempotent-Replayed" not in answers[1].headers
    assert answers[0].json()["code"] == "internal"
    assert "secret" not in answers[0].text
    assert "Traceback" not in answers[0].text


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("POST", "/v1/boxes", {"data": "grams=1"}, 415, "wrong_media"),
        ("POST", "/v1/boxes", {"data": b"\xff"}, 400, "malformed"),
        ("POST", "/v1/boxes", {"data": b'{"grams":"' + b"9" * 2**20 + b'"}'}, 413, "too_large"),
        ("GET", "/v1/boxes?most=1&most=2", {}, 400, "malformed"),
        ("GET", "/v1/boxes?least=1", {}, 400, "unknown_field"),
        ("GET", "/v1/boxes/box_1?least=1", {}, 400, "unknown_field"),
        ("DELETE", "/v1/boxes", {}, 405, "method_not_allowed"),
        ("GET", "/v1/bottles", {}, 404, "not_found"),
    ],
)
def test_what_is_not_of_the_published_form_is_refused(
    steady: Bench, method: str, path: str, sent: dict[str, Any], status: int, code: str
):
    kind = "application/x-www-form-urlencoded" if status == 415 else "application/json"
    headers = {"Authorization": f"Bearer {ASHA}", "Idempotency-Key": new_key()}
    headers |= {"Content-Type": kind} if sent else {}
    answer = requests.request(method, steady.url + path, headers=headers, timeout=20, **sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Request-Id"] == answer.json()["request_id"]


@pytest.fixture
def slow_taker(amqp_url: str, mongo_url: str) -> Iterator[Bench]:
    """A service that takes one read a second from each caller, and four at once."""
    bench = Bench(amqp_url, mongo_url, HAAT_RATE_READS="1")
    bench.start()
    yield bench
    bench.close()


def test_who_asks_too_fast_is_told_how_long_to_wait_and_others_are_not(slow_taker: Bench):
    def look(who: str) -> requests.Response:
        return ask(slow_taker, "GET", "/v1/boxes/box_none", who=who)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(look, [ASHA] * 40))
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {'"reads";q=4;w=4'}
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.json()["code"] for answer in refused} == {"too_many_requests"}
    assert {answer.headers["RateLimit"].split(";")[1] for answer in refused} == {"r=0"}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in refused)
    assert look(BINOD).status_code == 404
    assert {ask(slow_taker, "GET", "/healthz").status_code for _ in range(10)} == {200}
