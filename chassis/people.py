"""Who is calling: signed tokens (EdDSA) checked against the published keys."""

from datetime import datetime
from json import JSONDecodeError
from typing import Final, Protocol

import jwt
import msgspec

from chassis.errors import Forbidden, Unauthenticated, Unavailable
from chassis.ids import keyed_id
from contracts.message import Message
from contracts.policy import EVERYWHERE, Area, Kind, Role
from contracts.values import Language, Text

ISSUER = "haat"
AUDIENCE = "haat"
LEEWAY_SECONDS: Final = 30
"""How far the clocks of two machines may differ."""
NEW_KEY_SECONDS: Final = 10
"""An unknown key is looked for at once, but no more often than that."""
_AWAY = (jwt.PyJWKClientConnectionError, OSError, JSONDecodeError)
_BAD = (jwt.PyJWTError, msgspec.ValidationError, KeyError, TypeError)


class Grant(Message):
    """A role in an area such as `district:324`; officers are of a kind."""

    role: Role
    area: Area = EVERYWHERE
    kind: Kind = ""


class SecondStepNeeded(Forbidden):
    """Sensitive: the caller has to enter their PIN first."""

    text = Text(hi="इसके लिए पहले अपना PIN डालें।", en="Enter your PIN first.")


def person_id_of(phone: str, key: str) -> str:
    """The id of whoever has that phone (E.164), also before their first login.

    Without the `key`, which accounts and catalog share, nobody finds the phone by trying all.
    """
    return keyed_id("per", key, "phone", phone)


class Person(Message):
    """Whom the token names. `id` is `per_…` for people and `mch_…` for machines.

    What they may do is decided by `chassis/policy.py`; with `scopes`, only these actions.
    """

    id: str
    grants: list[Grant]
    language: Language = "hi"
    scopes: list[str] = []
    session: str = ""
    """That the token is of; empty for machines."""
    sure_until: int = 0
    """Until then (seconds since 1970) the second step that they took is good; 0: they took none."""

    def must_be_sure(self, now: datetime) -> None:
        """Raises `SecondStepNeeded` unless they entered their PIN a short while ago."""
        if now.timestamp() >= self.sure_until + LEEWAY_SECONDS * bool(self.sure_until):
            raise SecondStepNeeded(
                field="Authorization",
                allowed="a token of POST /v1/step-ups; who has no PIN: PUT /v1/me/pin first",
            )


class Tokens(Protocol):
    """Reads tokens."""

    def person(self, token: str) -> Person:
        """Raises `Unauthenticated`, or `Unavailable` while the keys cannot be had."""
        ...


class PublishedKeys(jwt.PyJWKClient):
    """The published keys; while they cannot be had, those that were had last."""

    _last: object = None

    def fetch_data(self) -> object:
        try:
            self._last = super().fetch_data()
        except _AWAY:
            if self._last is None:
                raise
            if self.jwk_set_cache is not None:
                self.jwk_set_cache.put(self._last)  # type: ignore[arg-type]
        return self._last


class SignedTokens:
    """Tokens signed by accounts; its keys are fetched from the JWKS address and kept."""

    def __init__(self, jwks_url: str) -> None:
        self._keys = PublishedKeys(
            jwks_url, lifespan=300, timeout=3, cooldown_duration=NEW_KEY_SECONDS
        )

    def person(self, token: str) -> Person:
        try:
            key = self._keys.get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token,
                key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                issuer=ISSUER,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "sub"]},
            )
            return msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
        except _AWAY as away:
            raise Unavailable(field="keys") from away
        except _BAD as bad:
            raise Unauthenticated(field="Authorization") from bad
