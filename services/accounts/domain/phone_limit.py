"""How often a phone may ask for a code: SMS cost money, and guesses must run out."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.ids import derived_id
from services.accounts.domain.refusals import CodeAskedTooSoon, TooManyCodes

WINDOW: Final = timedelta(hours=1)
MOST_UNPROVED: Final = 10
"""Codes in an hour of which none was proved; five tries each."""


class PhoneLimit(Aggregate):
    """When codes were asked for since one was last proved; holds no number, its id is a hash."""

    MOVES: ClassVar[Moves] = {"counting": set()}

    last_asked_at: datetime
    asked: list[datetime] = []

    @classmethod
    def id_of(cls, phone: str) -> str:
        return derived_id("lim", phone)

    @classmethod
    def of(cls, phone: str, *, at: datetime) -> "PhoneLimit":
        """A phone that has not asked yet."""
        return cls(id=cls.id_of(phone), status="counting", last_asked_at=at)

    def ask(self, gap: timedelta, *, at: datetime) -> None:
        """Count one more; refused within `gap` of the last, or past the hour's most."""
        self.asked = [moment for moment in self.asked if moment > at - WINDOW]
        if self.asked and at - self.asked[-1] < gap:
            wait = gap - (at - self.asked[-1])
            seconds = -(-wait // timedelta(seconds=1))
            raise CodeAskedTooSoon(field="phone", seconds=seconds)
        if len(self.asked) >= MOST_UNPROVED:
            raise TooManyCodes(field="phone", allowed=f"{MOST_UNPROVED} in an hour")
        self.asked.append(at)
        self.last_asked_at = at

    def take_back(self, moment: datetime) -> None:
        """That code never left."""
        self.asked = [kept for kept in self.asked if kept != moment]

    def proved(self) -> None:
        """The holder has shown to be it: count anew."""
        self.asked = []
