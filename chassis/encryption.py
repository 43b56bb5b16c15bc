"""Fields that nobody may read from the database: AES-256-GCM, the key's id beside the data.

A sealed value is `enc:v1:<kid>:<nonce and ciphertext, base64url>`. It opens only at its own place:
collection, id and field are part of what is authenticated, so values cannot change places.
"""

import base64
import hashlib
import hmac
import json
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.field_keys import KEY_BYTES, FieldKey, from_base64url, read_field_keys
from chassis.settings import BadSettings
from contracts.message import Message

_log = logging.getLogger(__name__)
_PREFIX: Final = "enc:v1"
_NONCE_BYTES: Final = 12


class SealBroken(Exception):
    """A sealed value was changed, cut, or brought here from another place."""


class FieldKeyNotKnown(Exception):
    """A value is sealed under a key that the keys' file does not hold (any more)."""


class Place(Message):
    """Where a value stands."""

    collection: str
    id: str
    field: str

    def bound(self, kid: str) -> bytes:
        """What is authenticated with the value; JSON, so that no two places read the same."""
        return json.dumps([_PREFIX, kid, self.collection, self.id, self.field]).encode()


class FieldVault:
    """Seals with the first key of the file and opens with any; reads the file anew when it changes.

    A digest says whether two values are the same, to whom has the key: for finding duplicates.
    """

    def __init__(self, file: str) -> None:
        self._file = Path(file)
        self._seen = self._mark()
        self._known = _derived(read_field_keys(self._file))

    @property
    def newest(self) -> str:
        """The id of the key that seals."""
        return self.kids[0]

    @property
    def kids(self) -> list[str]:
        """The ids of all keys, the one that seals first."""
        return list(self._keys())

    def seal(self, value: str, place: Place) -> str:
        """The value as it may be stored at that place; never twice the same."""
        kid, key = next(iter(self._keys().items()))
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + key.cipher.encrypt(nonce, value.encode(), place.bound(kid))
        return f"{_PREFIX}:{kid}:{base64.urlsafe_b64encode(sealed).rstrip(b'=').decode()}"

    def open(self, sealed: str, place: Place) -> str:
        """The value; raises `FieldKeyNotKnown` or `SealBroken`."""
        kid, text = _parts(sealed)
        key = self._keys().get(kid)
        if key is None:
            raise FieldKeyNotKnown(kid)
        try:
            raw = from_base64url(text)
            plain = key.cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.bound(kid))
        except (InvalidTag, ValueError):
            raise SealBroken(f"{place.collection}/{place.id}/{place.field}") from None
        return plain.decode()

    def digest(self, value: str, use: str) -> str:
        """Under the key that seals, to be stored; `use` keeps digests of other fields apart."""
        return self.digests(value, use)[0]

    def digests(self, value: str, use: str) -> list[str]:
        """Under every key, to look for: what was stored before a rotation is found too."""
        text = json.dumps([use, value]).encode()
        return [
            f"{kid}:{hmac.digest(key.digester, text, hashlib.sha256).hex()}"
            for kid, key in self._keys().items()
        ]

    def _keys(self) -> "Mapping[str, _Derived]":
        if (mark := self._mark()) != self._seen:
            self._seen = mark
            try:
                self._known = _derived(read_field_keys(self._file))
            except BadSettings as bad:
                _log.error("kept the field keys that were read before: %s", bad)
        return self._known

    def _mark(self) -> tuple[int, ...]:
        """Changes when the file is replaced or written, also behind a mounted link."""
        try:
            found = self._file.stat()
        except OSError:
            return ()
        return found.st_ino, found.st_mtime_ns, found.st_size


class _Derived:
    """What one key is used for: neither use tells anything of the other."""

    def __init__(self, key: bytes) -> None:
        self.cipher = AESGCM(_expanded(key, b"haat field encryption"))
        self.digester = _expanded(key, b"haat field digest")


def key_id_of(sealed: str) -> str:
    """The id of the key that a value is sealed under; raises `SealBroken`."""
    return _parts(sealed)[0]


def _derived(keys: Sequence[FieldKey]) -> dict[str, _Derived]:
    return {key.kid: _Derived(key.raw) for key in keys}


def _expanded(key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=use).derive(key)


def _parts(sealed: str) -> tuple[str, str]:
    prefix, _, rest = sealed.partition(f"{_PREFIX}:")
    kid, _, text = rest.partition(":")
    if prefix or not kid or not text:
        raise SealBroken("not a sealed value")
    return kid, text
