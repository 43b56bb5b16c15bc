"""Checkpoints of the audit trail, signed with the accounts key."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import jwt
import msgspec

from services.accounts.adapters.keys import SigningKey
from services.accounts.domain.trail import Checkpoint, Head

KIND: Final = "haat-audit+jwt"
"""The `typ` of a checkpoint: without audience and issuer it never passes for a person's token."""
_SIGNED: Final = re.compile(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+")


class _Claims(msgspec.Struct):
    number: int
    hash: str
    at: datetime


class KeySeals:
    """`services.accounts.ports.trail.Seals`: the first of the keys, as they are now, signs."""

    def __init__(self, keys: Callable[[], Sequence[SigningKey]]) -> None:
        self._keys = keys

    def checkpoint(self, head: Head, at: datetime) -> Checkpoint:
        first = self._keys()[0]
        claims = msgspec.to_builtins(_Claims(number=head.number, hash=head.hash, at=at))
        key = _key_of(msgspec.to_builtins(first))
        headers = {"kid": first.kid, "typ": KIND}
        signature = jwt.encode(claims, key, algorithm="EdDSA", headers=headers)
        return Checkpoint(number=head.number, hash=head.hash, at=at, signature=signature)


class PublicKeys:
    """Checks signatures against public keys (JWKs), also those that sign no longer."""

    def __init__(self, keys: Iterable[Mapping[str, Any]]) -> None:
        self._keys = {str(key["kid"]): _key_of(dict(key)) for key in keys}

    def knows(self, signature: str) -> bool:
        """Whether the key of that signature is here."""
        try:
            return jwt.get_unverified_header(signature).get("kid") in self._keys
        except jwt.PyJWTError:
            return True  # no signature at all: to be called forged

    def holds(self, checkpoint: Checkpoint) -> bool:
        """Whether what the checkpoint says is what was signed."""
        said = self.read(checkpoint.signature)
        return said is not None and (said.number, said.hash) == (checkpoint.number, checkpoint.hash)

    def read(self, signature: str) -> Checkpoint | None:
        """The checkpoint of a signature that holds."""
        try:
            header = jwt.get_unverified_header(signature)
            key = self._keys[header["kid"]]
            told = jwt.decode(signature, key, algorithms=["EdDSA"])
            claims = msgspec.convert(told, _Claims)
        except (jwt.PyJWTError, KeyError, msgspec.ValidationError):
            return None
        if header.get("typ") != KIND:
            return None
        return Checkpoint(number=claims.number, hash=claims.hash, at=claims.at, signature=signature)


def signatures_in(text: str) -> list[str]:
    """All that might be a checkpoint in a text, such as the log of accounts."""
    return _SIGNED.findall(text)


def _key_of(jwk: dict[str, Any]) -> Any:
    return jwt.PyJWK.from_dict(jwk, algorithm="EdDSA").key
