"""The unit of consistency: state, and the facts that its changes cause, in one document."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

import msgspec

from chassis.errors import Changed, IllegalMove
from contracts.message import Event

A = TypeVar("A", bound="Aggregate")
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

    @property
    def version(self) -> int:
        """How often it was written, as it was read; 0 for a new one."""
        return int(self.__dict__.get("version_", 0))

    def must_be_at(self, version: int | None) -> None:
        """Raises `Changed` unless it is what the caller had seen; None takes it as it is."""
        if version is not None and version != self.version:
            raise Changed(field="If-Match", allowed=f'"{self.version}"')

    def may_become(self, status: str) -> bool:
        """Whether the `MOVES` table has that step."""
        return status in self.MOVES[self.status]

    def move_to(self, status: str, *because: Event) -> None:
        """Take a legal step and record the events that tell the world about it."""
        if not self.may_become(status):
            raise IllegalMove(field="status", now=self.status, wanted=status)
        self.status = status
        self.facts.extend(because)


def read(kind: type[A], document: Mapping[str, Any]) -> A:
    """A document as the aggregate that was written there, at its version."""
    aggregate = msgspec.convert({**document, "id": document["_id"]}, kind)
    aggregate.__dict__["version_"] = document["version"]
    return aggregate
