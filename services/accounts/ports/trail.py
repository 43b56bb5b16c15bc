"""What the audit trail needs from the world."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chassis.clock import Clock
from contracts.audit import ActionRecorded
from services.accounts.domain.trail import Checkpoint, Head, Kept


class Trail(Protocol):
    """The chain, and the checkpoints over it. Every method raises `Unavailable`."""

    def append(self, record: ActionRecorded) -> bool:
        """At the end; False for one that is there already."""
        ...

    def records(self, after: int) -> Iterator[Kept]:
        """In their order, from the number that follows."""
        ...

    def last_checkpoint(self) -> Checkpoint | None: ...

    def keep(self, checkpoint: Checkpoint) -> None: ...


class Seals(Protocol):
    """Signs with the key of accounts."""

    def checkpoint(self, head: Head, at: datetime) -> Checkpoint: ...


@dataclass(frozen=True)
class TrailPorts:
    """Both, and the time."""

    trail: Trail
    seals: Seals
    clock: Clock
