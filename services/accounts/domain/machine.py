"""A machine: a partner's program that logs in with a secret."""

import hashlib
import hmac
from typing import ClassVar

from chassis.aggregate import Aggregate, Moves
from chassis.people import Grant


class Machine(Aggregate):
    """Only the hash of its secret is kept; the secret has 256 bits, so a plain hash will do."""

    MOVES: ClassVar[Moves] = {"active": set()}

    name: str
    grant: Grant
    secret_hash: str

    @classmethod
    def register(cls, machine_id: str, name: str, grant: Grant, secret: str) -> "Machine":
        """A new machine."""
        return cls(
            id=machine_id, status="active", name=name, grant=grant, secret_hash=_hash(secret)
        )

    def knows(self, secret: str) -> bool:
        """Whether that is its secret."""
        return hmac.compare_digest(_hash(secret), self.secret_hash)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
