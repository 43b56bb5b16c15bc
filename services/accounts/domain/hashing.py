"""Keyed hashes: of what is short or guessable a plain hash would be found by trying all."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

_COST: Final[dict[str, int]] = {"n": 2**14, "r": 8, "p": 1}
"""Of scrypt (RFC 7914): 16 MiB and some 40 ms, which a person does not notice and the process,
which answers nobody else meanwhile, can bear. The key, not this, is what stops guessing."""


class Hashes:
    """The first key makes, all recognise: so keys can be changed without a break."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [key.encode() for key in keys]

    def of(self, purpose: str, *parts: str) -> str:
        """64 hexadecimal digits; each purpose has its own."""
        return _digest(self._keys[0], purpose, parts)

    def fits(self, kept: str, purpose: str, *parts: str) -> bool:
        """Whether that was hashed; takes the same time whatever differs."""
        made = [_digest(key, purpose, parts) for key in self._keys]
        return sum(hmac.compare_digest(one, kept) for one in made) > 0

    def slow(self, salt: str, purpose: str, *parts: str) -> str:
        """As `of`, but dear to compute: for secrets that are kept for years."""
        return _slow(self.of(purpose, *parts), salt)

    def fits_slow(self, kept: str, salt: str, purpose: str, *parts: str) -> bool:
        """As `fits`, for what `slow` made."""
        made = [_slow(_digest(key, purpose, parts), salt) for key in self._keys]
        return sum(hmac.compare_digest(one, kept) for one in made) > 0


def _digest(key: bytes, purpose: str, parts: Sequence[str]) -> str:
    return hmac.digest(key, "\x1f".join((purpose, *parts)).encode(), hashlib.sha256).hex()


def _slow(digest: str, salt: str) -> str:
    return hashlib.scrypt(digest.encode(), salt=bytes.fromhex(salt), **_COST).hex()
