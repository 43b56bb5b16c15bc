"""Tokens, keys and machines: what the rest of the platform believes."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import msgspec
import pytest

from chassis.answers import IdempotencyKeyReused
from chassis.people import Grant, Person
from chassis.settings import BadSettings
from services.accounts.adapters.codes import RandomCodes
from services.accounts.adapters.keys import key_set, read_keys
from services.accounts.commands import GrantRole, ProveMachine, RegisterMachine
from services.accounts.domain.refusals import MachineNotProved, SecretShownBefore
from tests.unit.accounts.conftest import NOON, World, signing_key

PARTNER = Grant(role="partner", area=20)
REGISTER = RegisterMachine(machine_id="mch_1", name="डाक", grant=PARTNER)


def _read(world: World, token: str) -> dict[str, Any]:
    """The claims, checked against the published keys as the other services do."""
    published = jwt.PyJWKSet.from_json(key_set(world.keys).decode())
    key = published[jwt.get_unverified_header(token)["kid"]]
    checked = {"verify_exp": False, "verify_iat": False}
    return jwt.decode(
        token, key, algorithms=["EdDSA"], audience="haat", issuer="haat", options=checked
    )


def test_a_persons_token_is_signed_by_the_first_key_for_twelve_hours(world: World) -> None:
    person_id, token = world.log_in(language="en")
    assert jwt.get_unverified_header(token.token) == {"alg": "EdDSA", "kid": "new", "typ": "JWT"}
    assert _read(world, token.token) == {
        "iss": "haat",
        "aud": "haat",
        "sub": person_id,
        "iat": int(NOON.timestamp()),
        "exp": int(NOON.timestamp()) + 12 * 3600,
        "haat": {
            "grants": [{"role": "buyer", "area": 0}, {"role": "seller", "area": 0}],
            "language": "en",
        },
    }
    assert token.expires_at == NOON + timedelta(hours=12)


def test_a_role_is_in_the_next_token(world: World) -> None:
    person_id, _ = world.log_in()
    world.handle(GrantRole(person_id=person_id, grant=Grant(role="admin", area=20)))
    _, token = world.log_in()
    claims = _read(world, token.token)
    person = msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
    assert person.may("admin", 20)
    assert not person.may("admin", 21)


def test_a_token_of_the_key_before_still_holds_after_rotation(world: World) -> None:
    _, token = world.log_in()
    world.keys = [signing_key("newest"), *world.keys]
    assert _read(world, token.token)["iss"] == "haat"
    _, later = world.log_in()
    assert jwt.get_unverified_header(later.token)["kid"] == "newest"


def test_all_keys_are_published_without_their_private_part(world: World) -> None:
    published = json.loads(key_set(world.keys))["keys"]
    assert [key["kid"] for key in published] == ["new", "old"]
    assert published[0] == {
        "kty": "OKP",
        "crv": "Ed25519",
        "kid": "new",
        "x": world.keys[0].x,
        "use": "sig",
        "alg": "EdDSA",
    }


def test_keys_are_read_from_a_file(world: World, tmp_path: Path) -> None:
    file = tmp_path / "signing.json"
    file.write_bytes(msgspec.json.encode(world.keys))
    assert read_keys(str(file)) == world.keys


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[]", "expected at least one key, each of its own kid"),
        ('[{"kty":"RSA"}]', "ValidationError"),
        ("x", "DecodeError"),
    ],
)
def test_a_bad_key_file_is_told_without_its_content(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "signing.json"
    file.write_text(text)
    with pytest.raises(BadSettings) as bad:
        read_keys(str(file))
    assert str(bad.value) == f"HAAT_SIGNING_KEYS_FILE: {why}"


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as bad:
        read_keys(str(tmp_path / "none"))
    assert str(bad.value) == "HAAT_SIGNING_KEYS_FILE: FileNotFoundError"


def test_codes_have_six_digits() -> None:
    codes = {RandomCodes().new() for _ in range(200)}
    assert len(codes) > 150
    assert all(len(code) == 6 and code.isdigit() for code in codes)


def test_a_machine_trades_its_secret_for_an_hour(world: World) -> None:
    secret = world.handle(REGISTER)
    token = world.handle(ProveMachine(machine_id="mch_1", secret=secret))
    claims = _read(world, token.token)
    assert claims["sub"] == "mch_1"
    assert claims["haat"] == {"grants": [{"role": "partner", "area": 20}], "language": "hi"}
    assert token.expires_at == NOON + timedelta(hours=1)


def test_only_the_hash_of_a_secret_is_kept(world: World) -> None:
    secret = world.handle(REGISTER)
    assert len(secret) == 43
    assert secret not in str(world.kept("machines", "mch_1"))


def test_registering_a_machine_again_answers_the_same(world: World) -> None:
    first = world.handle(REGISTER)
    before = world.kept("machines", "mch_1")
    assert world.handle(REGISTER) == first
    assert world.kept("machines", "mch_1") == before


def test_the_same_key_for_another_machine_is_refused(world: World) -> None:
    world.handle(REGISTER)
    before = world.kept("machines", "mch_1")
    with pytest.raises(IdempotencyKeyReused):
        world.handle(RegisterMachine(machine_id="mch_1", name="Other", grant=PARTNER))
    assert world.kept("machines", "mch_1") == before


def test_after_a_rotation_a_secret_works_but_is_not_shown_again(world: World) -> None:
    secret = world.handle(REGISTER)
    world.keys = [signing_key("newest"), *world.keys]
    with pytest.raises(SecretShownBefore) as refused:
        world.handle(REGISTER)
    assert (refused.value.code, refused.value.status) == ("secret_shown_before", 409)
    assert world.handle(ProveMachine(machine_id="mch_1", secret=secret)).token


@pytest.mark.parametrize(("machine_id", "secret"), [("mch_1", "x" * 43), ("mch_2", "x" * 43)])
def test_unknown_machines_and_wrong_secrets_get_the_same_answer(
    world: World, machine_id: str, secret: str
) -> None:
    world.handle(REGISTER)
    before = world.kept("machines", "mch_1")
    with pytest.raises(MachineNotProved) as refused:
        world.handle(ProveMachine(machine_id=machine_id, secret=secret))
    assert (refused.value.code, refused.value.status) == ("machine_not_proved", 401)
    assert world.kept("machines", "mch_1") == before
