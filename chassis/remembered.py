"""Tokens that were checked a short while ago: their signature is not checked again."""

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Final

import msgspec

from chassis.people import LEEWAY_SECONDS, Person, Tokens

MOST_KEPT: Final = 20_000


class _Claims(msgspec.Struct):
    exp: float


class RememberedTokens:
    """`Tokens` that asks another once for each token, and refuses it when its time is over.

    A signature costs a fifth of a millisecond. Keys that are taken back leave tokens good until
    they end by themselves, as the sessions of accounts reckon with.
    """

    def __init__(self, tokens: Tokens, now: Callable[[], float] = time.time) -> None:
        self._tokens, self._now = tokens, now
        self._good: dict[bytes, tuple[Person, float]] = {}

    def person(self, token: str) -> Person:
        digest = hashlib.sha256(token.encode()).digest()  # a dump of memory opens nothing
        person, until = self._good.get(digest, (None, 0.0))
        if person is not None and self._now() < until:
            return person
        person = self._tokens.person(token)
        if len(self._good) >= MOST_KEPT:
            self._good.clear()
        self._good[digest] = person, _end_of(token)
        return person


def _end_of(token: str) -> float:
    """When a token that was found good ends, the tolerance for clocks included."""
    payload = token.split(".")[1]
    claims = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    return msgspec.json.decode(claims, type=_Claims).exp + LEEWAY_SECONDS
