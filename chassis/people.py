"""Who is calling: signed tokens (EdDSA) checked against the published keys."""

from json import JSONDecodeError
from typing import Literal, Protocol

import jwt
import msgspec

from chassis.errors import Forbidden, Unauthenticated, Unavailable
from chassis.ids import derived_id
from contracts.message import Message
from contracts.values import Language

Role = Literal["buyer", "seller", "officer", "admin", "partner"]
ISSUER = "haat"
AUDIENCE = "haat"
_AWAY = (jwt.PyJWKClientConnectionError, OSError, JSONDecodeError)
_BAD = (jwt.PyJWTError, msgspec.ValidationError, KeyError, TypeError)


class Grant(Message):
    """A role in an area: an LGD code of a state, district or block; 0 is everywhere."""

    role: Role
    area: int = 0


def person_id_of(phone: str) -> str:
    """The id of whoever has that phone (E.164), also before their first login."""
    return derived_id("per", "phone", phone)


class Person(Message):
    """Whom the token names. `id` is `per_…` for people and `mch_…` for machines."""

    id: str
    grants: list[Grant]
    language: Language = "hi"

    def may(self, role: Role, *areas: int) -> bool:
        """Whether they have that role, in one of these areas if any are given."""
        return any(
            grant.role == role and (not areas or grant.area in (0, *areas)) for grant in self.grants
        )

    def must(self, role: Role, *areas: int) -> None:
        """Raises `Forbidden` unless they `may`."""
        if not self.may(role, *areas):
            raise Forbidden(field="role", allowed=role)


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
        self._keys = PublishedKeys(jwks_url, cache_jwk_set=True, lifespan=300, timeout=3)

    def person(self, token: str) -> Person:
        try:
            key = self._keys.get_signing_key_from_jwt(token)
            claims = jwt.decode(
                token,
                key,
                algorithms=["EdDSA"],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": ["exp", "iat", "sub"]},
            )
            return msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
        except _AWAY as away:
            raise Unavailable(field="keys") from away
        except _BAD as bad:
            raise Unauthenticated(field="Authorization") from bad
