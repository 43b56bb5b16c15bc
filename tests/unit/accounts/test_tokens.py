"""Tokens and keys: what the rest of the platform believes."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import msgspec
import pytest

from chassis.people import Grant, Person
from chassis.settings import BadSettings
from services.accounts.adapters.codes import RandomCodes
from services.accounts.adapters.keys import key_set, read_keys
from services.accounts.commands import GrantRole
from tests.unit.accounts.conftest import NOON, World, signing_key


def read_token(world: World, token: str) -> dict[str, Any]:
    """The claims, checked against the published keys as the other services do."""
    published = jwt.PyJWKSet.from_json(key_set(world.keys).decode())
    key = published[jwt.get_unverified_header(token)["kid"]]
    checked = {"verify_exp": False, "verify_iat": False}
    return jwt.decode(
        token, key, algorithms=["EdDSA"], audience="haat", issuer="haat", options=checked
    )


def test_a_persons_token_is_signed_by_the_first_key_for_a_quarter_of_an_hour(world: World) -> None:
    person_id, token = world.log_in(language="en")
    assert jwt.get_unverified_header(token.token) == {"alg": "EdDSA", "kid": "new", "typ": "JWT"}
    assert read_token(world, token.token) == {
        "iss": "haat",
        "aud": "haat",
        "sub": person_id,
        "iat": int(NOON.timestamp()),
        "exp": int(NOON.timestamp()) + 15 * 60,
        "haat": {
            "grants": [
                {"role": "buyer", "area": "everywhere", "kind": ""},
                {"role": "seller", "area": "everywhere", "kind": ""},
            ],
            "language": "en",
            "session": world.opened.session.id,
        },
    }
    assert token.expires_at == NOON + timedelta(minutes=15)


def test_a_role_is_in_the_next_token(world: World) -> None:
    person_id, _ = world.log_in()
    world.handle(
        GrantRole(person_id=person_id, grant=Grant(role="admin", area="state:20"), by="per_admin")
    )
    _, token = world.log_in()
    claims = read_token(world, token.token)
    person = msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
    assert Grant(role="admin", area="state:20") in person.grants


def test_a_token_of_the_key_before_still_holds_after_rotation(world: World) -> None:
    _, token = world.log_in()
    world.keys = [signing_key("newest"), *world.keys]
    assert read_token(world, token.token)["iss"] == "haat"
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
