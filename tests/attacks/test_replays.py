"""What was said once and is said again, by others, later, or after it was taken back."""

import hashlib
import hmac
import json
import secrets
import time
from typing import Any, Final

import pytest
from werkzeug.test import TestResponse

from chassis.people import Grant, Person
from tests.attacks.asking import MALLORY, SELLS, ask
from tests.attacks.walked import DOORS, json_of
from tests.policy import of_accounts, of_catalog
from tests.policy.bench import Served, token_of
from tests.policy.callers import MACHINE, NEVER
from tests.policy.conftest import Bench

REGISTER: Final = DOORS["catalog POST /v1/sellers"][1]
STALL: Final = json_of(of_catalog.PROFILE | {"name": {"hi": "कैलाश", "en": "Kailash"}})
WEBHOOK: Final = DOORS["payments POST /v1/webhooks/stripe"][1]
MAKE: Final = DOORS["accounts POST /v1/machines/<machine_id>/keys"][1]
ROTATE: Final = DOORS["accounts POST /v1/machines/<machine_id>/keys/<key_id>/rotation"][1]
REVOKE: Final = DOORS["accounts DELETE /v1/machines/<machine_id>/keys/<key_id>"][1]
PROVE: Final = DOORS["accounts POST /v1/machine-tokens"][1]
ADMIN: Final = Person(id="per_admin", grants=[Grant(role="admin")], sure_until=NEVER)


def test_anothers_idempotency_key_brings_neither_their_answer_nor_their_thing(served: Bench):
    at, key = served["catalog"], {"Idempotency-Key": secrets.token_hex(16)}
    theirs = ask(at, REGISTER, SELLS, data=STALL, headers=key)
    mine = ask(at, REGISTER, MALLORY, data=STALL, headers=key)
    again = ask(at, REGISTER, SELLS, data=STALL, headers=key)
    assert (theirs.status_code, mine.status_code) == (201, 201)
    assert "Idempotent-Replayed" not in mine.headers
    assert mine.get_json()["seller_id"] != theirs.get_json()["seller_id"]
    assert again.get_json() == theirs.get_json()
    assert again.headers["Idempotent-Replayed"] == "true"


def test_anothers_request_id_brings_no_id_of_theirs(served: Bench):
    """Ids are derived from it where no key is sent; it is in every answer and every log."""
    at, told = served["catalog"], {"X-Request-Id": f"req-{secrets.token_hex(8)}"}
    theirs, mine = (_without_key(at, who, told).get_json()["seller_id"] for who in (SELLS, MALLORY))
    assert theirs != mine


def _without_key(at: Served, who: Person, headers: dict[str, str]) -> TestResponse:
    headers = headers | {"Authorization": f"Bearer {token_of(who)}"}
    answer = at._client.post(
        REGISTER.path, data=STALL, headers=headers, content_type="application/json"
    )
    assert answer.status_code == 201
    return answer


def test_a_kept_answer_is_not_given_to_who_may_not_do_it_any_more(served: Bench):
    at, key = served["accounts"], {"Idempotency-Key": secrets.token_hex(16)}
    door = DOORS["accounts POST /v1/machines"][1]
    body = json_of({"name": "Far", "role": "partner", "area": "everywhere"})
    first = ask(at, door, ADMIN, data=body, headers=key)
    dismissed = Person(id=ADMIN.id, grants=[Grant(role="buyer")], sure_until=NEVER)
    again = ask(at, door, dismissed, data=body, headers=key)
    assert (first.status_code, again.status_code) == (201, 403)
    assert first.get_json()["machine_id"] not in again.get_data(as_text=True)


def notice(at: Served, *, age: int = 0, secret: str = "", scheme: str = "v1") -> dict[str, Any]:
    """A webhook as the provider signs it; of a payment that there is not."""
    body = json.dumps(
        {
            "id": f"evt_{secrets.token_hex(8)}",
            "object": "event",
            "type": "payment_intent.succeeded",
            "data": {"object": {"id": "pi_1", "object": "payment_intent", "metadata": {}}},
        }
    )
    moment = int(time.time()) - age
    key = secret or at.assembly.webhook_secret
    signed = hmac.new(key.encode(), f"{moment}.{body}".encode(), hashlib.sha256).hexdigest()
    return {"data": body, "headers": {"Stripe-Signature": f"t={moment},{scheme}={signed}"}}


def test_a_signed_notice_of_now_is_heard_and_its_repeat_changes_nothing(served: Bench):
    at = served["payments"]
    heard = notice(at)
    before = at.database["notices"].count_documents({})
    assert [ask(at, WEBHOOK, None, **heard).status_code for _ in range(2)] == [200, 200]
    assert at.database["notices"].count_documents({}) == before + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"age": 301},
        {"age": 86_400},
        {"secret": "whsec_guessed"},
        {"scheme": "v0"},
    ],
    ids=str,
)
def test_an_old_or_wrongly_signed_notice_is_not_heard(served: Bench, wrong: dict[str, Any]):
    at = served["payments"]
    before = at.database["notices"].count_documents({})
    answer = ask(at, WEBHOOK, None, **notice(at, **wrong))
    assert (answer.status_code, answer.get_json()["code"]) == (400, "signature_not_valid")
    assert at.database["notices"].count_documents({}) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda body, sign: (body.replace("pi_1", "pi_2"), sign),
        lambda body, sign: (body, ""),
        lambda body, sign: (body, sign.replace("t=", "t=1")),
        lambda body, sign: (body, sign.partition(",")[0]),
        lambda body, sign: (body, sign[:-64]),
        lambda body, sign: (body, "t=,v1="),
        lambda body, sign: ("", sign),
        lambda body, sign: ("null", sign),
    ],
)
def test_a_notice_that_was_changed_on_the_way_is_not_heard(served: Bench, change: Any):
    at = served["payments"]
    sent = notice(at)
    body, signature = change(sent["data"], sent["headers"]["Stripe-Signature"])
    answer = ask(at, WEBHOOK, None, data=body, headers={"Stripe-Signature": signature})
    assert (answer.status_code, answer.get_json()["code"]) == (400, "signature_not_valid")


def made_key(at: Served) -> tuple[dict[str, str], str]:
    """The path of a machine's new key, and the key as it is written."""
    path = of_accounts.machine(at)
    made = ask(at, MAKE, ADMIN, path=path, data=json_of({"name": "first"}))
    assert made.status_code == 201
    key = made.get_json()
    return path | {"key_id": key["key_id"]}, key["api_key"]


def proved(at: Served, key: str, **headers: str) -> TestResponse:
    return ask(at, PROVE, None, data=json_of({"api_key": key}), headers=headers)


def test_a_revoked_api_key_brings_no_token_also_not_the_one_it_brought_before(served: Bench):
    at = served["accounts"]
    path, key = made_key(at)
    repeat = {"Idempotency-Key": secrets.token_hex(16)}
    before = proved(at, key, **repeat)
    assert before.status_code == 201
    assert ask(at, REVOKE, ADMIN, path=path).status_code == 200
    assert proved(at, key).status_code == 401
    replayed = proved(at, key, **repeat)
    assert replayed.status_code == 401
    assert before.get_json()["token"] not in replayed.get_data(as_text=True)


def test_an_api_key_is_known_by_all_of_it(served: Bench):
    at = served["accounts"]
    _, key = made_key(at)
    other = "a" if key[-1] != "a" else "b"
    wrong = [key[:-1], key[:-1] + other, key + "a", key.upper(), f" {key}", key[:12], "hk_", ""]
    assert [proved(at, each).status_code for each in wrong] == [401] * len(wrong)
    answers = [proved(at, each).get_json() | {"request_id": ""} for each in wrong]
    assert [each for each in answers if each != answers[0]] == []


def test_a_key_is_kept_by_its_hash_alone(served: Bench):
    at = served["accounts"]
    path, key = made_key(at)
    for name in at.database.list_collection_names():
        for kept in at.database[name].find({}):
            assert key not in str(kept)
            assert key.rpartition("_")[2] not in str(kept)
    assert at.database["api_keys"].find_one({"_id": path["key_id"]}) is not None


def test_a_key_is_turned_over_by_nobody_but_its_machine_and_admins(served: Bench):
    at = served["accounts"]
    path, _ = made_key(at)
    foreign = Person(id="mch_other", grants=[Grant(role="partner")])
    for who in (MALLORY, foreign, SELLS):
        assert ask(at, ROTATE, who, path=path, data=b"{}").status_code in (403, 404)
    own = Person(id=MACHINE, grants=[Grant(role="partner")])
    assert ask(at, ROTATE, own, path=path, data=b"{}").status_code == 201


def test_no_answer_with_a_secret_in_it_is_kept():
    """Kept answers lie in the database for 90 days, and are given to who has the key."""
    secret = {"token", "refresh_token", "api_key", "code"}
    showing = {
        name
        for name, (_, door) in DOORS.items()
        if door.key != "none" and not door.raw and secret & _fields(door.answer)
    }
    assert {name for name in showing if not DOORS[name][1].secret} == set()
    assert len(showing) >= 5


def _fields(kind: Any) -> set[str]:
    return set(getattr(kind, "__struct_fields__", ()))
