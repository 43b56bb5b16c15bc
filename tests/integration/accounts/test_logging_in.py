"""Logging in over HTTP: repeats, sessions, the second step, profiles, keys that rotate."""

import json

import jwt
import pytest

from deploy.local.credentials import new_signing_key
from tests.integration.accounts.live import Live, a_key, a_network, number
from tests.integration.local.local_process import until

PIN = "271828"


def test_a_lost_answer_to_the_right_code_is_got_again_under_its_key(accounts: Live) -> None:
    phone = number()
    body = {"login_id": accounts.start(phone), "code": accounts.code(phone)}
    key = a_key()
    first = accounts.post("/v1/tokens", body, key=key)
    again = accounts.post("/v1/tokens", body, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    kept = ("refresh_token", "session_id", "person_id")
    assert [first.json()[name] for name in kept] == [again.json()[name] for name in kept]
    without = accounts.post("/v1/tokens", body)
    assert (without.status_code, without.json()["code"]) == (422, "code_used")
    other = accounts.post("/v1/tokens", body, key=a_key())
    assert (other.status_code, other.json()["code"]) == (422, "code_used")


def test_refresh_tokens_rotate_and_lost_answers_are_forgiven(accounts: Live) -> None:
    opened = accounts.log_in(number())
    key = a_key()
    first = accounts.refresh(opened["refresh_token"], key=key).json()
    again = accounts.refresh(opened["refresh_token"], key=key).json()
    assert first["refresh_token"] == again["refresh_token"] != opened["refresh_token"]
    assert first["session_id"] == opened["session_id"]
    assert accounts.ask("GET", "/v1/me", token=first["token"]).status_code == 200


def test_a_token_lives_for_a_quarter_of_an_hour(accounts: Live) -> None:
    opened = accounts.log_in(number())
    claims = jwt.decode(opened["token"], options={"verify_signature": False})
    assert claims["exp"] - claims["iat"] == 900
    assert claims["haat"]["session"] == opened["session_id"]


def test_sessions_are_listed_and_ended(accounts: Live) -> None:
    phone = number()
    first = accounts.log_in(phone, network="203.0.113.9", device="Old phone\x7f 1")
    second = accounts.log_in(phone)
    path, token = "/v1/me/sessions", second["token"]
    page = accounts.ask("GET", path, token=token).json()
    assert [one["session_id"] for one in page["items"]] == [
        second["session_id"],
        first["session_id"],
    ]
    assert [one["current"] for one in page["items"]] == [True, False]
    assert page["items"][1]["network"] == "203.0.113.0/24"
    assert page["items"][1]["device"] == "Old phone 1"
    small = accounts.ask("GET", f"{path}?limit=1", token=token).json()
    rest = accounts.ask("GET", f"{path}?limit=1&cursor={small['next']}", token=token).json()
    assert (rest["items"][0]["session_id"], rest["next"]) == (first["session_id"], "")
    ended = accounts.ask("DELETE", f"{path}/{first['session_id']}", token=token)
    assert (ended.status_code, ended.json()["status"]) == (200, "ended")
    assert accounts.refresh(first["refresh_token"]).status_code == 401
    assert accounts.ask("DELETE", path, token=token).status_code == 200
    assert accounts.ask("GET", path, token=token).json() == {"items": [], "next": ""}
    refused = accounts.refresh(second["refresh_token"])
    assert (refused.status_code, refused.json()["code"]) == (401, "session_ended")


def test_nobody_sees_or_ends_anothers_session(accounts: Live) -> None:
    mine, theirs = accounts.log_in(number()), accounts.log_in(number())
    path = f"/v1/me/sessions/{theirs['session_id']}"
    refused = accounts.ask("DELETE", path, token=mine["token"])
    assert (refused.status_code, refused.json()["code"]) == (404, "session_not_found")
    assert accounts.refresh(theirs["refresh_token"]).status_code == 201


def sure(accounts: Live, phone: str) -> dict[str, str]:
    """Logged in, with the second step taken."""
    opened = accounts.log_in(phone)
    accounts.ask("PUT", "/v1/me/pin", {"pin": PIN}, token=opened["token"])
    stepped = accounts.post("/v1/step-ups", {"pin": PIN}, token=opened["token"])
    assert stepped.status_code == 201, stepped.text
    return opened | {"token": stepped.json()["token"]}


def test_roles_are_given_and_taken_with_the_second_step(accounts: Live) -> None:
    person = accounts.log_in(number())
    role = {"role": "officer", "area": "district:324", "kind": "field"}
    path = f"/v1/people/{person['person_id']}/roles"
    plain = accounts.log_in(accounts.admin)
    refused = accounts.post(path, role, token=plain["token"], key=a_key())
    assert (refused.status_code, refused.json()["code"]) == (403, "second_step_needed")
    admin = sure(accounts, accounts.admin)
    given = accounts.post(path, role, token=admin["token"], key=a_key())
    assert given.status_code == 201, given.text
    [grant] = given.json()["grants"]
    assert (grant["given_by"], grant["area"]) == (admin["person_id"], "district:324")
    now = accounts.refresh(person["refresh_token"]).json()
    me = accounts.ask("GET", "/v1/me", token=now["token"]).json()
    assert [one["role"] for one in me["grants"]] == ["buyer", "seller", "officer"]
    taken = accounts.ask("DELETE", f"{path}/{grant['grant_id']}", token=admin["token"])
    assert (taken.status_code, taken.json()["grants"]) == (200, [])
    own = accounts.post(f"/v1/people/{admin['person_id']}/roles", role, token=admin["token"])
    assert (own.status_code, own.json()["code"]) == (403, "own_roles")


def test_who_is_no_admin_gives_and_takes_nothing(accounts: Live) -> None:
    person = sure(accounts, number())
    path = f"/v1/people/{person['person_id']}/roles"
    role = {"role": "admin", "area": "everywhere"}
    assert accounts.post(path, role, token=person["token"]).status_code == 403
    assert accounts.ask("GET", path, token=person["token"]).status_code == 403
    assert accounts.ask("DELETE", f"{path}/grt_1", token=person["token"]).status_code == 403


def test_a_person_is_told_by_sms_when_their_pin_is_set_and_locked(accounts: Live) -> None:
    phone = number()
    opened = sure(accounts, phone)
    assert "PIN" in accounts.texts(phone)[-1]
    for _ in range(5):
        accounts.post("/v1/step-ups", {"pin": "314159"}, token=opened["token"])
    until(lambda: "5" in accounts.texts(phone)[-1], "the SMS about the locked PIN")


def test_a_family_shares_a_phone(accounts: Live) -> None:
    phone = number()
    mother = sure(accounts, phone)
    added = accounts.post(
        "/v1/me/profiles", {"name": "रवि"}, token=mother["token"], key="profile-ravi"
    )
    assert added.status_code == 201, added.text
    son = added.json()["profile_id"]
    again = accounts.post(
        "/v1/me/profiles", {"name": "रवि"}, token=mother["token"], key="profile-ravi"
    )
    assert again.json() == added.json()
    login_id, code = accounts.start(phone), accounts.code(phone)
    seen = accounts.post(f"/v1/logins/{login_id}/profiles", {"code": code}).json()["items"]
    assert [(one["profile_id"], one["has_pin"]) for one in seen] == [
        (mother["person_id"], True),
        (son, False),
    ]
    proof = {"login_id": login_id, "code": code}
    needed = accounts.post("/v1/tokens", proof)
    assert (needed.status_code, needed.json()["code"]) == (403, "pin_needed")
    opened = accounts.post("/v1/tokens", proof | {"profile_id": son}).json()
    assert opened["person_id"] == son
    path = f"/v1/me/profiles/{mother['person_id']}/session"
    refused = accounts.post(path, {}, token=opened["token"])
    assert (refused.status_code, refused.json()["code"]) == (403, "pin_needed")
    changed = accounts.post(path, {"pin": PIN}, token=opened["token"])
    assert changed.json()["person_id"] == mother["person_id"]


def test_a_code_can_come_by_a_call(accounts: Live) -> None:
    phone = number()
    body = {"phone": phone, "language": "en", "channel": "voice"}
    asked = accounts.post("/v1/logins", body, network=a_network())
    [text] = accounts.texts(phone, "calls")
    code = "".join(character for character in text.partition(".")[0] if character.isdigit())
    proof = {"login_id": asked.json()["login_id"], "code": code}
    assert accounts.post("/v1/tokens", proof).status_code == 201
    assert accounts.texts(phone) == []


def test_tokens_of_the_old_and_the_new_key_pass_while_keys_rotate(accounts: Live) -> None:
    before = accounts.log_in(number())
    [old] = json.loads(accounts.keys.read_text())
    new = new_signing_key()
    accounts.write_keys(old, new)
    jwks = accounts.ask("GET", "/.well-known/jwks.json").json()["keys"]
    assert [key["kid"] for key in jwks] == [old["kid"], new["kid"]]
    accounts.write_keys(new, old)
    after = accounts.log_in(number())
    assert jwt.get_unverified_header(after["token"])["kid"] == new["kid"]

    def passes() -> bool:
        return accounts.ask("GET", "/v1/me", token=after["token"]).status_code == 200

    until(passes, "the new key is known")
    assert accounts.ask("GET", "/v1/me", token=before["token"]).status_code == 200


@pytest.mark.parametrize("pin", ["12345", "1234567", "12a456", "１２３４５６", ""])
def test_a_pin_has_six_digits(accounts: Live, pin: str) -> None:
    opened = accounts.log_in(number())
    refused = accounts.ask("PUT", "/v1/me/pin", {"pin": pin}, token=opened["token"])
    assert refused.status_code == 400
