"""The signing keys: the first one signs, all are published, so that keys can be rotated."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import jwt
import msgspec

from chassis.clock import Clock
from chassis.people import AUDIENCE, ISSUER, Grant
from chassis.settings import BadSettings
from contracts.message import Message
from contracts.values import Language
from services.accounts.ports import Token


class SigningKey(Message):
    """A private JWK (RFC 8037): OKP, Ed25519, `x` public and `d` private."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    kid: str
    x: str
    d: str

    @property
    def seed(self) -> bytes:
        """The private part."""
        return base64.urlsafe_b64decode(self.d + "==")

    def public(self) -> dict[str, str]:
        """What the world may see of it."""
        return {"kty": self.kty, "crv": self.crv, "kid": self.kid, "x": self.x} | {
            "use": "sig",
            "alg": "EdDSA",
        }


class KeySigner:
    """`services.accounts.ports.Signer`; which keys there are is asked for each token."""

    def __init__(self, keys: Callable[[], Sequence[SigningKey]], clock: Clock) -> None:
        self._keys, self._clock = keys, clock
        self._opened: dict[SigningKey, Any] = {}

    def token(
        self,
        subject: str,
        grants: Sequence[Grant],
        language: Language,
        lifetime: timedelta,
        *,
        scopes: Sequence[str] = (),
        session: str = "",
        sure_until: int = 0,
    ) -> Token:
        now = self._clock.now().replace(microsecond=0)
        more = {"scopes": list(scopes), "session": session, "sure_until": sure_until}
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + lifetime,
            "haat": {"grants": msgspec.to_builtins(list(grants)), "language": language}
            | {name: value for name, value in more.items() if value},
        }
        first = self._keys()[0]
        key, headers = self._open(first), {"kid": first.kid}
        token = jwt.encode(claims, key, algorithm="EdDSA", headers=headers)
        return Token(token=token, expires_at=now + lifetime)

    def secret_of(self, key_id: str) -> str:
        seed = self._keys()[0].seed
        digest = hmac.digest(seed, f"api key\x1f{key_id}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def _open(self, key: SigningKey) -> Any:
        """As the library wants it; made once."""
        if key not in self._opened:
            jwk = jwt.PyJWK.from_dict(msgspec.to_builtins(key), algorithm="EdDSA")
            self._opened = {key: jwk.key}
        return self._opened[key]


def read_keys(file: str) -> list[SigningKey]:
    """Raises `BadSettings`; what is in the file is never told."""
    try:
        keys = msgspec.json.decode(Path(file).read_bytes(), type=list[SigningKey])
    except (OSError, msgspec.DecodeError) as bad:
        raise BadSettings(f"HAAT_SIGNING_KEYS_FILE: {type(bad).__name__}") from None
    if not keys or len({key.kid for key in keys}) < len(keys):
        raise BadSettings("HAAT_SIGNING_KEYS_FILE: expected at least one key, each of its own kid")
    return keys


def key_set(keys: Sequence[SigningKey]) -> bytes:
    """The public keys as a JWK Set (RFC 7517)."""
    return msgspec.json.encode({"keys": [key.public() for key in keys]})
