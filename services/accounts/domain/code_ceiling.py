"""How many codes may go out in a minute in all: the bill for messages cannot run away."""

from datetime import datetime, timedelta
from typing import ClassVar

from chassis.aggregate import Aggregate, Moves
from services.accounts.domain.refusals import CodesRunOut
from services.accounts.domain.waiting import seconds_until


class CodeCeiling(Aggregate):
    """One minute's count."""

    MOVES: ClassVar[Moves] = {"counting": set()}

    begun_at: datetime
    count: int = 0

    @classmethod
    def of(cls, at: datetime) -> "CodeCeiling":
        """The count of the minute of that moment."""
        begun = at.replace(second=0, microsecond=0)
        return cls(id=cls.id_of(at), status="counting", begun_at=begun)

    @classmethod
    def id_of(cls, at: datetime) -> str:
        return f"min_{at:%Y%m%d%H%M}"

    def ask(self, most: int, *, at: datetime) -> None:
        """Count one more; refused past the most, for known and unknown phones alike."""
        if self.count >= most:
            raise CodesRunOut(seconds=seconds_until(self.begun_at + timedelta(minutes=1), at))
        self.count += 1
