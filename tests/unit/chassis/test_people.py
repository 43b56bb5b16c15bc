"""Tokens: only what accounts signed, for us, and not too long ago, names a person."""

import base64
import json
from datetime import UTC, datetime, timedelta
from json import JSONDecodeError
from typing import Any
from urllib.error import URLError

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis import people
from chassis.errors import Unauthenticated, Unavailable
from chassis.people import Grant, Person, SignedTokens

OURS, FOREIGN = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
NOW = datetime.now(UTC)
CLAIMS: dict[str, Any] = {
    "iss": "haat",
    "aud": "haat",
    "sub": "per_1",
    "iat": NOW,
    "exp": NOW + timedelta(minutes=5),
    "haat": {"grants": [{"role": "officer", "area": "district:324"}], "language": "en"},
}


def published(key: Ed25519PrivateKey, kid: str) -> dict[str, str]:
    x = base64.urlsafe_b64encode(key.public_key().public_bytes_raw()).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": x, "alg": "EdDSA", "use": "sig"}


def token(key: Ed25519PrivateKey = OURS, kid: str = "first", **claims: Any) -> str:
    given = {name: value for name, value in (CLAIMS | claims).items() if value is not None}
    return jwt.encode(given, key, algorithm="EdDSA", headers={"kid": kid})


class Keys(jwt.PyJWKClient):
    """The published keys, without a network."""

    def fetch_data(self) -> Any:
        return {"keys": [published(OURS, "first")]}


class Gone(jwt.PyJWKClient):
    """Accounts is away."""

    def fetch_data(self) -> Any:
        raise jwt.PyJWKClientConnectionError("away") from URLError("refused")


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> SignedTokens:
    monkeypatch.setattr(people, "PublishedKeys", Keys)
    return SignedTokens("http://accounts.invalid/jwks")


def test_a_good_token_names_its_person(tokens: SignedTokens):
    assert tokens.person(token()) == Person(
        id="per_1", grants=[Grant(role="officer", area="district:324")], language="en"
    )


@pytest.mark.parametrize(
    ("claim", "away", "holds"),
    [("exp", -10, True), ("exp", -31, False), ("iat", 20, True), ("iat", 300, False)],
)
def test_clocks_may_differ_by_half_a_minute(
    tokens: SignedTokens, claim: str, away: int, holds: bool
):
    claims: dict[str, Any] = {claim: datetime.now(UTC) + timedelta(seconds=away)}
    if holds:
        assert tokens.person(token(**claims)).id == "per_1"
    else:
        with pytest.raises(Unauthenticated):
            tokens.person(token(**claims))


def unsigned() -> str:
    return jwt.encode(CLAIMS, key=None, algorithm="none", headers={"kid": "first"})


def signed_with_the_public_key() -> str:
    secret = published(OURS, "first")["x"]
    return jwt.encode(CLAIMS, secret, algorithm="HS256", headers={"kid": "first"})


def tampered() -> str:
    head, body, signature = token().split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = "per_2"
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{head}.{forged}.{signature}"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(token(FOREIGN), id="signed by another key"),
        pytest.param(tampered(), id="changed after signing"),
        pytest.param(unsigned(), id="not signed"),
        pytest.param(signed_with_the_public_key(), id="signed with the public key as a secret"),
        pytest.param(token(exp=NOW - timedelta(minutes=1)), id="expired"),
        pytest.param(token(aud="elsewhere"), id="for another audience"),
        pytest.param(token(aud=None), id="for nobody"),
        pytest.param(token(iss="elsewhere"), id="of another issuer"),
        pytest.param(token(exp=None), id="without an end"),
        pytest.param(token(iat=None), id="without a beginning"),
        pytest.param(token(sub=None), id="without a subject"),
        pytest.param(token(haat=None), id="without grants"),
        pytest.param(token(haat=["admin"]), id="grants of another shape"),
        pytest.param(token(haat={"grants": [{"role": "king"}]}), id="an unknown role"),
        pytest.param(token(kid="second"), id="an unknown key"),
        pytest.param("", id="empty"),
        pytest.param("abc", id="not a token"),
        pytest.param("a.b.c", id="not base64"),
        pytest.param("टोकन", id="not ASCII"),
    ],
)
def test_a_token_that_does_not_hold_names_nobody(tokens: SignedTokens, bad: str):
    with pytest.raises(Unauthenticated) as refused:
        tokens.person(bad)
    assert refused.value.field == "Authorization"


def test_while_the_keys_cannot_be_had_nobody_is_judged(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people, "PublishedKeys", Gone)
    with pytest.raises(Unavailable) as away:
        SignedTokens("http://accounts.invalid/jwks").person(token())
    assert away.value.field == "keys"


@pytest.mark.parametrize("how", [ConnectionResetError(104, "reset"), JSONDecodeError("", "<", 0)])
def test_keys_whose_answer_breaks_off_cannot_be_had(
    monkeypatch: pytest.MonkeyPatch, how: Exception
):
    def breaks_off(self: Any) -> Any:
        raise how

    monkeypatch.setattr(Gone, "fetch_data", breaks_off)
    monkeypatch.setattr(people, "PublishedKeys", Gone)
    with pytest.raises(Unavailable):
        SignedTokens("http://accounts.invalid/jwks").person(token())


def test_while_the_keys_cannot_be_had_those_of_before_hold(monkeypatch: pytest.MonkeyPatch):
    keys = people.PublishedKeys("http://keys.example")
    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", Keys.fetch_data)
    before = keys.fetch_data()
    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", Gone.fetch_data)
    assert keys.fetch_data() == before
    assert [key.key_id for key in keys.get_jwk_set().keys] == ["first"]


def test_keys_that_were_never_had_cannot_be_had(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", Gone.fetch_data)
    with pytest.raises(jwt.PyJWKClientConnectionError):
        people.PublishedKeys("http://keys.example").fetch_data()
