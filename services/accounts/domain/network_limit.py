"""How many codes a network address may ask for and get wrong: against guessing at many phones."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from services.accounts.domain.refusals import TooManyCodesHere, TooManyWrongCodes
from services.accounts.domain.waiting import seconds_until

WINDOW: Final = timedelta(hours=1)


class NetworkLimit(Aggregate):
    """Codes of the last hour that were not proved, and wrong answers; its id is a keyed hash.

    Thousands of phones may share an address, so whoever proves a code does not count.
    """

    MOVES: ClassVar[Moves] = {"counting": set()}

    last_at: datetime
    asked: list[datetime] = []
    wrong: list[datetime] = []

    @classmethod
    def of(cls, limit_id: str, *, at: datetime) -> "NetworkLimit":
        """A network that was not seen lately."""
        return cls(id=limit_id, status="counting", last_at=at)

    def ask(self, most: int, *, at: datetime) -> None:
        """Count one code more; refused past the hour's most."""
        self.asked = _recent(self.asked, at)
        if len(self.asked) >= most:
            raise TooManyCodesHere(seconds=seconds_until(self.asked[-most] + WINDOW, at))
        self.asked.append(at)
        self.last_at = at

    def must_be_let(self, most: int, *, at: datetime) -> None:
        """Refused past the hour's most wrong answers: also a right one, else guessing goes on."""
        self.wrong = _recent(self.wrong, at)
        if len(self.wrong) >= most:
            raise TooManyWrongCodes(seconds=seconds_until(self.wrong[-most] + WINDOW, at))

    def failed(self, *, at: datetime) -> None:
        """One more wrong answer."""
        self.wrong.append(at)
        self.last_at = at

    def take_back(self, asked_at: datetime) -> None:
        """That code was proved, or never left."""
        self.asked = [moment for moment in self.asked if moment != asked_at]


def _recent(moments: list[datetime], at: datetime) -> list[datetime]:
    return [moment for moment in moments if moment > at - WINDOW]
