"""The signing keys: the first one signs, all are published, so that keys can be rotated."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
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

    def public(self) -> dict[str, str]:
        """What the world may see of it."""
        return {"kty": self.kty, "crv": self.crv, "kid": self.kid, "x": self.x} | {
            "use": "sig",
            "alg": "EdDSA",
        }


class KeySigner:
    """`services.accounts.ports.Signer` with keys from a file."""

    def __init__(self, keys: Sequence[SigningKey], clock: Clock) -> None:
        self._clock, self._first = clock, keys[0]
        self._key: Any = jwt.PyJWK.from_dict(msgspec.to_builtins(keys[0]), algorithm="EdDSA").key
        self._seed = base64.urlsafe_b64decode(keys[0].d + "==")

    def token(
        self, subject: str, grants: Sequence[Grant], language: Language, lifetime: timedelta
    ) -> Token:
        now = self._clock.now().replace(microsecond=0)
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + lifetime,
            "haat": {"grants": msgspec.to_builtins(list(grants)), "language": language},
        }
        token = jwt.encode(claims, self._key, algorithm="EdDSA", headers={"kid": self._first.kid})
        return Token(token=token, expires_at=now + lifetime)

    def machine_secret(self, machine_id: str) -> str:
        digest = hmac.digest(self._seed, f"machine secret\x1f{machine_id}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


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
