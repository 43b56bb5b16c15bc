"""Tokens that bring their own key, rules or times; and digits that only look like a phone."""

import base64
import hmac
import json
from datetime import timedelta
from typing import Any

import jwt
import pytest

from chassis import people
from chassis.errors import Unauthenticated
from chassis.people import SignedTokens
from chassis.remembered import RememberedTokens
from services.accounts.domain.checks import check_phone
from services.accounts.domain.refusals import PhoneNotValid
from tests.unit.chassis.test_people import CLAIMS, FOREIGN, NOW, OURS, Keys, published, token


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> RememberedTokens:
    """As services have them."""
    monkeypatch.setattr(people, "PublishedKeys", Keys)
    return RememberedTokens(SignedTokens("http://accounts.invalid/jwks"))


def headed(**headers: Any) -> str:
    """Signed by a key of the attacker's."""
    return jwt.encode(CLAIMS, FOREIGN, algorithm="EdDSA", headers={"kid": "first"} | headers)


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def with_head(**changes: Any) -> str:
    """A true token's claims and signature under another head."""
    _, body, signature = token().split(".")
    return f"{part({'alg': 'EdDSA', 'typ': 'JWT', 'kid': 'first'} | changes)}.{body}.{signature}"


def by_secret(secret: bytes) -> str:
    """HS256 by hand: libraries refuse to sign with what is no secret."""
    body = token().split(".")[1]
    signed = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'first'})}.{body}"
    digest = hmac.digest(secret, signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


FORGED = {
    "its own key": headed(jwk=published(FOREIGN, "first")),
    "an address of keys": headed(jku="https://evil.example/jwks", x5u="https://evil.example/c"),
    "a key by a path": headed(kid="../../../../dev/null"),
    "a key by a query": headed(kid="first' OR '1'='1"),
    "a kid that is no text": with_head(kid={"$gt": ""}),
    "no kid": with_head(kid=None),
    "another algorithm in the head": with_head(alg="ES256"),
    "none, in many spellings": with_head(alg="nOnE"),
    "rules that must be kept": with_head(crit=["exp"], exp=0),
    "compressed": with_head(zip="DEF"),
    "a secret of nothing": by_secret(b""),
    "the public key's bytes as a secret": by_secret(OURS.public_key().public_bytes_raw()),
    "the key set as a secret": by_secret(json.dumps(published(OURS, "first")).encode()),
    "no signature": token().rpartition(".")[0] + ".",
    "half a signature": token()[:-40],
    "two signatures": token() + "." + token().rpartition(".")[2],
    "not valid yet": token(nbf=NOW + timedelta(minutes=5)),
    "made in the future": token(iat=NOW + timedelta(minutes=5)),
    "an end in words": token(exp="tomorrow"),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_token_that_brings_its_own_key_or_rules_names_nobody(
    tokens: RememberedTokens, forged: str
):
    for _ in range(2):
        with pytest.raises(Unauthenticated) as refused:
            tokens.person(forged)
        assert refused.value.detail("en") == "Please log in again."


@pytest.mark.parametrize("minutes", [-60 * 24, -2])
def test_a_token_whose_time_is_over_names_nobody(tokens: RememberedTokens, minutes: int):
    with pytest.raises(Unauthenticated):
        tokens.person(token(exp=NOW + timedelta(minutes=minutes)))


@pytest.mark.parametrize(
    "phone",
    [
        *("+९१९८७६५४३२१०", "+91９８７６５４３２１０", "+91٩٨٧٦٥٤٣٢١٠", "＋919876543210"),
        *("+919876543210\n", "+919876543210\0", "\u202a+919876543210", "+9198765 43210"),
        *(
            "+919876543210;ext=1",
            "+91l876543210",
            "+9198765432O0",
            "+00919876543210",
            "+91",
            "+1२०१५५५०१२३",
        ),
    ],
)
def test_digits_of_another_script_are_no_phone_of_another(phone: str):
    """Else one phone had two accounts, and limits counted by phone could be got around."""
    with pytest.raises(PhoneNotValid):
        check_phone(phone)
