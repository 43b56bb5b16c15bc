"""The unit of consistency: state, and the facts that its changes cause, in one document."""

from typing import ClassVar, dataclass_transform

import msgspec

from chassis.errors import IllegalMove
from contracts.message import Event

Moves = dict[str, set[str]]


@dataclass_transform(kw_only_default=True)
class Aggregate(msgspec.Struct, weakref=True, dict=True):
    """Base of every aggregate: guards moves and collects events for the outbox.

    A subclass declares its state as typed fields (`id` and `status` among them) and its `MOVES`.
    """

    MOVES: ClassVar[Moves] = {}

    id: str
    status: str

    @property
    def facts(self) -> list[Event]:
        """What happened to it in the work in hand; written to the outbox with the state."""
        found: list[Event] = self.__dict__.setdefault("facts_", [])
        return found

    def may_become(self, status: str) -> bool:
        """Whether the `MOVES` table has that step."""
        return status in self.MOVES[self.status]

    def move_to(self, status: str, *because: Event) -> None:
        """Take a legal step and record the events that tell the world about it."""
        if not self.may_become(status):
            raise IllegalMove(field="status", now=self.status, wanted=status)
        self.status = status
        self.facts.extend(because)
