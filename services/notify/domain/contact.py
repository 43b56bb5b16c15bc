"""How a person is reached: notify's own copy of accounts' word."""

from typing import ClassVar

from chassis.aggregate import Aggregate, Moves
from contracts.values import Language


class Contact(Aggregate):
    """`id` is the person's. Personal: kept out of logs and events."""

    MOVES: ClassVar[Moves] = {"known": {"forgotten"}, "forgotten": {"known"}}

    phone: str
    language: Language
    name: str = ""
    email: str = ""
    heard: int = 0
    """The place of the last word heard among all that accounts said of this person."""

    def forget(self, place: int) -> None:
        """No message reaches them any more; that it was so said stays, for what comes late."""
        if self.status == "known":
            self.move_to("forgotten")
        self.phone = self.name = self.email = ""
        self.heard = place
