"""The keys of sealed fields: a JSON list of symmetric JWKs; the first seals, every one opens."""

import base64
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from chassis.settings import BadSettings
from contracts.message import Message

KEY_BYTES: Final = 32


class FieldKey(Message):
    """A symmetric JWK (RFC 7517): `k` is 32 bytes in base64url."""

    kty: Literal["oct"]
    kid: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
    k: str

    @property
    def raw(self) -> bytes:
        """The key itself; empty where `k` cannot be read."""
        try:
            return from_base64url(self.k)
        except ValueError:
            return b""

    def __repr__(self) -> str:
        return f"FieldKey(kid={self.kid!r})"


def from_base64url(text: str) -> bytes:
    """Without padding, as JWKs are written; raises ValueError for anything else."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def read_field_keys(file: Path) -> list[FieldKey]:
    """Raises `BadSettings`; what is in the file is never told."""
    try:
        keys = msgspec.json.decode(file.read_bytes(), type=list[FieldKey])
    except (OSError, msgspec.DecodeError) as bad:
        raise BadSettings(f"HAAT_FIELD_KEYS_FILE: {type(bad).__name__}") from None
    if not keys or len({key.kid for key in keys}) < len(keys):
        raise BadSettings("HAAT_FIELD_KEYS_FILE: expected at least one key, each of its own kid")
    if wrong := [key.kid for key in keys if len(key.raw) != KEY_BYTES]:
        raise BadSettings(f"HAAT_FIELD_KEYS_FILE: {wrong[0]}: expected {KEY_BYTES} bytes")
    return keys
