"""An API key: what a machine shows to get a token; written `hk_<prefix>_<secret>`."""

import base64
import hashlib
import hmac
import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from contracts.policy import POLICY, Role
from services.accounts.domain.key_refusals import (
    ExpiryNotAhead,
    KeyEnded,
    ScopeNotHeld,
    ScopeNotKnown,
)

WRITTEN: Final = re.compile(r"hk_([a-z2-7]{8})_([A-Za-z0-9_-]{43})")
USE_NOTED_EVERY: Final = timedelta(hours=1)


class ApiKey(Aggregate):
    """Only the hash of its secret is kept; the secret has 256 bits, so a plain hash will do.

    With `scopes`, its tokens open these actions of the policy table alone.
    """

    MOVES: ClassVar[Moves] = {"active": {"revoked"}, "revoked": set()}

    machine_id: str
    name: str
    scopes: list[str]
    secret_hash: str
    made_by: str
    made_at: datetime
    made_to_end: datetime | None = None
    """When it was to expire as it was made: its successor lives as long."""
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    """To the hour."""
    revoked_at: datetime | None = None
    successor: str = ""

    @classmethod
    def id_of(cls, seed: str) -> str:
        """`key_` and the prefix, which tells keys apart and proves nothing."""
        digest = hashlib.sha256(f"api key\x1f{seed}".encode()).digest()
        return f"key_{base64.b32encode(digest)[:8].decode().lower()}"

    @property
    def prefix(self) -> str:
        """How the key begins: what people may see of it."""
        return self.id.replace("key_", "hk_", 1)

    def written(self, secret: str) -> str:
        """The whole key, as its machine shows it."""
        return f"{self.prefix}_{secret}"

    def knows(self, secret: str) -> bool:
        """Whether that is its secret."""
        return hmac.compare_digest(hash_of(secret), self.secret_hash)

    def is_good(self, at: datetime) -> bool:
        """Neither revoked nor past its end."""
        return self.status == "active" and (self.expires_at is None or at < self.expires_at)

    def use(self, *, at: datetime) -> None:
        """It was shown; noted once an hour."""
        if self.last_used_at is None or at - self.last_used_at >= USE_NOTED_EVERY:
            self.last_used_at = at

    def hand_over(self, successor: str, *, at: datetime, until: datetime) -> None:
        """Another key takes its place; both are good until then. A repeat changes nothing."""
        if self.successor == successor:
            return
        if self.successor or not self.is_good(at):
            raise KeyEnded(field="key_id")
        self.successor = successor
        self.expires_at = until if self.expires_at is None else min(until, self.expires_at)

    def revoke(self, *, at: datetime) -> None:
        """It opens nothing any more."""
        if self.status == "active":
            self.move_to("revoked")
            self.revoked_at = at


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def taken_apart(written: str) -> tuple[str, str]:
    """Id and secret of a key; two empty texts if it is none."""
    found = WRITTEN.fullmatch(written)
    return (f"key_{found[1]}", found[2]) if found else ("", "")


def check_scopes(scopes: Sequence[str], role: Role, within: Collection[str]) -> None:
    """Actions that the role may do, and no more than whoever asks may do with their own key."""
    known = sorted(action for action, rows in POLICY.items() if any(r.role == role for r in rows))
    for place, scope in enumerate(scopes):
        if scope not in known:
            raise ScopeNotKnown(field=f"scopes[{place}]", allowed=", ".join(known))
    if within and not (scopes and set(scopes) <= set(within)):
        raise ScopeNotHeld(field="scopes", allowed=", ".join(sorted(within)))


def check_expiry(expires_at: datetime | None, now: datetime) -> None:
    """A key that is made ends later, if ever."""
    if expires_at is not None and expires_at <= now:
        raise ExpiryNotAhead(field="expires_at", allowed=f"after {now:%Y-%m-%dT%H:%M:%SZ}")
