"""A session: one login on one device, kept alive by refresh tokens that are good once each."""

import ipaddress
from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from contracts.message import Message

SLIDING: Final = timedelta(days=30)
AT_MOST: Final = timedelta(days=180)
GRACE: Final = timedelta(seconds=30)
"""So long the token before is good still: two windows may refresh at the same moment."""
FRESH: Final = timedelta(minutes=10)


class Visitor(Message):
    """From where somebody comes: `device` as their program calls itself, `network` its address."""

    device: str = ""
    network: str = ""


class Session(Aggregate):
    """Its refresh tokens are counted by `generation` and made with `salt` and a key outside of the
    database; what lies here opens nothing.
    """

    MOVES: ClassVar[Moves] = {"open": {"ended"}, "ended": set()}

    person_id: str
    device: str
    network: str
    """Of the last use, without the part that tells one household from another."""
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    ends_at: datetime
    proved_at: datetime
    """When the phone's code was proved."""
    salt: str
    rotated_at: datetime
    generation: int = 0
    rotated_by: str = ""
    """The seed of the request that made this generation: its repeats get the same token."""
    ended_because: str = ""

    @classmethod
    def open(
        cls,
        session_id: str,
        person_id: str,
        visitor: Visitor,
        salt: str,
        *,
        proved_at: datetime,
        at: datetime,
    ) -> "Session":
        """A new one."""
        return cls(
            id=session_id,
            status="open",
            person_id=person_id,
            device=visitor.device,
            network=area_of(visitor.network),
            created_at=at,
            used_at=at,
            expires_at=at + SLIDING,
            ends_at=at + AT_MOST,
            proved_at=proved_at,
            salt=salt,
            rotated_at=at,
        )

    def is_good(self, at: datetime) -> bool:
        """Whether it is neither ended nor over."""
        return self.status == "open" and at < self.expires_at

    def is_fresh(self, at: datetime) -> bool:
        """Whether the phone's code was proved a short while ago."""
        return self.is_good(at) and at - self.proved_at < FRESH

    def use(self, generation: int, seed: str, visitor: Visitor, *, at: datetime) -> bool:
        """Whether a refresh token of that generation is good; what was used before ends it all.

        The last token makes the next one. The one before it makes nothing, but gets the same
        answer again: for 30 seconds, and to the request under the same key for as long as the
        answer's token was not used, for then it may be lost.
        """
        if not self.is_good(at):
            return False
        if generation == self.generation:
            self._rotate(seed, visitor, at)
            return True
        again = generation == self.generation - 1 and (
            at - self.rotated_at <= GRACE or bool(seed and seed == self.rotated_by)
        )
        if not again:
            self.end("reused")
        return again

    def end(self, because: str) -> None:
        """Nobody gets a token by it any more; one that ended stays as it ended."""
        if self.status != "ended":
            self.move_to("ended")
            self.ended_because = because

    def forget(self) -> None:
        """Its person is forgotten, and so is where they were."""
        self.end("erased")
        self.device = self.network = ""

    def _rotate(self, seed: str, visitor: Visitor, at: datetime) -> None:
        self.generation += 1
        self.rotated_at, self.rotated_by, self.used_at = at, seed, at
        self.expires_at = min(at + SLIDING, self.ends_at)
        self.device = visitor.device or self.device
        self.network = area_of(visitor.network) or self.network


def area_of(network: str) -> str:
    """The /24 or /48 of an address; enough to know one's own, too little to find a house."""
    try:
        address = ipaddress.ip_address(network)
    except ValueError:
        return ""
    length = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{length}", strict=False))
