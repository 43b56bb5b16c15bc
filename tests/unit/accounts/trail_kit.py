"""The audit trail in memory, with records to put into it and hands that tamper with it."""

import copy
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from chassis.application import Application
from chassis.memory import MemoryStore
from chassis.store import Write
from contracts.audit import ActionRecorded, FieldChange
from services.accounts.adapters.seals import KeySeals, PublicKeys
from services.accounts.domain.trail import Checkpoint, Head, Kept, head_of, linked
from services.accounts.handlers.trail import TRAIL_HANDLERS
from services.accounts.ports.trail import TrailPorts
from tests.unit.accounts.conftest import HeldClock, signing_key

NOON = datetime(2025, 11, 3, 6, 30, tzinfo=UTC)


def action(number: int = 1, **other: Any) -> ActionRecorded:
    """An officer's decision; each number is another record."""
    plain: dict[str, Any] = {
        "record_id": f"aud_{number:04}",
        "at": NOON,
        "service": "catalog",
        "action": "seller.decide",
        "actor_id": "per_officer",
        "role": "officer",
        "kind": "district_approver",
        "area": "district:324",
        "object_kind": "seller",
        "object_id": f"sel_{number}",
        "areas": ["district:324", "state:20"],
        "changes": [FieldChange(field="status", before="submitted", after="approved")],
    }
    return ActionRecorded(**plain | other)


class MemoryTrail:
    """`services.accounts.ports.trail.Trail` in lists; passes the same tests as the real one."""

    def __init__(self, clock: HeldClock) -> None:
        self._clock = clock
        self.kept: list[Kept] = []
        self.sealed: list[Checkpoint] = []

    def append(self, record: ActionRecorded) -> bool:
        if any(kept["record_id"] == record.record_id for kept in self.kept):
            return False
        head = head_of(self.kept[-1]) if self.kept else Head()
        self.kept.append(linked(head, record, self._clock.now()))
        return True

    def records(self, after: int) -> Iterator[Kept]:
        yield from (copy.deepcopy(kept) for kept in self.kept if kept["_id"] > after)

    def everything(self) -> Iterator[Kept]:
        yield from copy.deepcopy(self.kept)

    def last_checkpoint(self) -> Checkpoint | None:
        return self.sealed[-1] if self.sealed else None

    def checkpoints(self) -> list[Checkpoint]:
        return list(self.sealed)

    def keep(self, checkpoint: Checkpoint) -> None:
        self.sealed.append(checkpoint)


class Forgets:
    """No outbox: the trail publishes nothing."""

    def offer(self, write: Write) -> None:
        raise AssertionError(write)


class TrailWorld:
    """The trail's own pipeline, and what is around it."""

    def __init__(self) -> None:
        self.clock, self.key = HeldClock(), signing_key("now")
        self.trail = MemoryTrail(self.clock)
        self.seals = KeySeals(lambda: [self.key])
        ports = TrailPorts(self.trail, self.seals, self.clock)
        self.app: Application[TrailPorts] = Application(
            "accounts",
            MemoryStore(),
            TRAIL_HANDLERS,
            lambda work: ports,
            outbox=Forgets(),
            clock=self.clock,
        )
        self.handle = self.app.handle

    def hear(self, *numbers: int) -> None:
        """Records come, a second apart."""
        for number in numbers:
            self.handle(action(number))
            self.clock.at += timedelta(seconds=1)

    @property
    def public_keys(self) -> PublicKeys:
        return PublicKeys([self.key.public()])

    def rewrite(self, first: int) -> None:
        """What somebody who knows how would do: every hash from that record on anew."""
        head = head_of(self.trail.kept[first - 2]) if first > 1 else Head()
        for place in range(first - 1, len(self.trail.kept)):
            kept = self.trail.kept[place]
            fields = {n: v for n, v in kept.items() if n in ActionRecorded.__struct_fields__}
            record = msgspec.convert(fields, ActionRecorded)
            self.trail.kept[place] = linked(head, record, kept["recorded_at"])
            head = head_of(self.trail.kept[place])
