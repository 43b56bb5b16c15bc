"""A machine: a partner's program, which proves itself by API keys."""

from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.people import Grant
from contracts.policy import Area
from services.accounts.domain.key_refusals import TooManyKeys

MOST_KEYS: Final = 20


class Machine(Aggregate):
    """What it may do where; its keys are aggregates of their own."""

    MOVES: ClassVar[Moves] = {"active": set()}

    name: str
    grant: Grant
    keys: list[str] = []
    """Ids of those that are not revoked."""

    @classmethod
    def register(cls, machine_id: str, name: str, grant: Grant) -> "Machine":
        """A new machine."""
        return cls(id=machine_id, status="active", name=name, grant=grant)

    @property
    def areas(self) -> list[Area]:
        """Where it works."""
        return [self.grant.area]

    def take(self, key_id: str) -> None:
        """One more key; refused past the most."""
        if key_id in self.keys:
            return
        if len(self.keys) >= MOST_KEYS:
            raise TooManyKeys(field="machine_id", allowed=f"{MOST_KEYS} keys")
        self.keys = [*self.keys, key_id]

    def drop(self, key_id: str) -> None:
        """That key is revoked."""
        self.keys = [kept for kept in self.keys if kept != key_id]
