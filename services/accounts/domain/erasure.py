"""An erasure: a person asked to be forgotten, is warned, and may take it back until it happens."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from contracts.accounts import ErasureAsked, ErasureTakenBack
from services.accounts.domain.rights_refusals import ErasureNotFound

NOTICE: Final = timedelta(hours=48)
"""Digital Personal Data Protection Rules 2025, rule 8: so long before it, the person is told."""
PUT_OFF: Final = timedelta(hours=24)


class Erasure(Aggregate):
    """Its id is the person's; who comes back later may ask again."""

    MOVES: ClassVar[Moves] = {
        "none": {"asked"},
        "asked": {"taken_back", "erasing"},
        "erasing": {"done"},
        "taken_back": {"asked"},
        "done": {"asked"},
    }

    reason: str = ""
    asked_at: datetime | None = None
    due_at: datetime | None = None

    @classmethod
    def of(cls, person_id: str) -> "Erasure":
        """Not asked for yet."""
        return cls(id=person_id, status="none")

    def ask(self, reason: str, *, at: datetime) -> None:
        """In 48 hours; asking again changes nothing."""
        if self.status in ("asked", "erasing"):
            return
        due = at + NOTICE
        self.move_to("asked", ErasureAsked(person_id=self.id, due_at=due))
        self.reason, self.asked_at, self.due_at = reason, at, due

    def take_back(self) -> None:
        """They stay; a repeat changes nothing. Raises `ErasureNotFound`."""
        if self.status in ("none", "erasing", "done"):
            raise ErasureNotFound(field="erasure")
        if self.status == "asked":
            self.move_to("taken_back", ErasureTakenBack(person_id=self.id))
            self.reason, self.due_at = "", None

    def put_off(self, *, at: datetime) -> None:
        """Orders have come between; look again in a day."""
        self.due_at = at + PUT_OFF

    def is_due(self, at: datetime) -> bool:
        """Whether its time has come."""
        return self.status == "asked" and self.due_at is not None and self.due_at <= at

    def begin(self) -> None:
        """From here on it cannot be taken back. What they said of why is forgotten first."""
        self.move_to("erasing")
        self.reason = ""

    def finish(self) -> None:
        """All is forgotten; a repeat changes nothing."""
        if self.status != "done":
            self.move_to("done")
