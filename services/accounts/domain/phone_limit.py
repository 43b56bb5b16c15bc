"""How often a phone may ask for a code: messages cost money, and guesses must run out."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from services.accounts.domain.refusals import CodeAskedTooSoon, TooManyCodes
from services.accounts.domain.waiting import seconds_until

WINDOWS: Final = {timedelta(hours=1): 10, timedelta(days=1): 30}
"""The most codes in each of which none was proved; five tries each: 150 guesses a day."""
LONGEST: Final = max(WINDOWS)


class PhoneLimit(Aggregate):
    """When codes were asked for since one was last proved; holds no number, its id is a hash."""

    MOVES: ClassVar[Moves] = {"counting": set()}

    last_asked_at: datetime
    asked: list[datetime] = []

    @classmethod
    def of(cls, limit_id: str, *, at: datetime) -> "PhoneLimit":
        """A phone that has not asked yet."""
        return cls(id=limit_id, status="counting", last_asked_at=at)

    def ask(self, gap: timedelta, *, at: datetime) -> None:
        """Count one more; refused within `gap` of the last, or past the most of a window."""
        self.asked = [moment for moment in self.asked if moment > at - LONGEST]
        if self.asked and at - self.asked[-1] < gap:
            raise CodeAskedTooSoon(field="phone", seconds=seconds_until(self.asked[-1] + gap, at))
        for window, most in WINDOWS.items():
            inside = [moment for moment in self.asked if moment > at - window]
            if len(inside) >= most:
                seconds = seconds_until(inside[-most] + window, at)
                raise TooManyCodes(field="phone", seconds=seconds, minutes=-(-seconds // 60))
        self.asked.append(at)
        self.last_asked_at = at

    def take_back(self, moment: datetime) -> None:
        """That code never left."""
        self.asked = [kept for kept in self.asked if kept != moment]

    def proved(self) -> None:
        """The holder has shown to be it: count anew."""
        self.asked = []
