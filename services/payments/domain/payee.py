"""Who may be paid, and to which account: what payments knows of a seller."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from contracts.catalog import SellerApproved, SellerRegistered
from contracts.places import areas_of
from contracts.policy import Area
from contracts.values import Text

GIVEN_UP: Final = timedelta(minutes=1)
"""An account that was announced and is not there after that long was lost in a crash."""


class Payee(Aggregate):
    """A seller as catalog tells of them; its id is the seller's.

    Of a seller's accounts one at most is on its way and one at most is active: their names stand
    here, in one document. Money goes to `active`, as long as that account itself says so too.
    """

    MOVES: ClassVar[Moves] = {"known": set()}

    owner_id: str
    name: Text
    areas: list[Area]
    heard: int
    """The place, among the seller's events, of what was heard last."""
    waiting: str = ""
    """The account on its way: entered, or approved and held."""
    waiting_since: datetime | None = None
    active: str = ""
    before: str = ""
    """The account that was active before."""

    @classmethod
    def told(cls, event: SellerRegistered | SellerApproved, *, place: int) -> "Payee":
        """A seller not heard of before."""
        return cls(
            id=event.seller_id,
            status="known",
            owner_id=event.person_id,
            name=event.name,
            areas=areas_of(event.block, event.district),
            heard=place,
        )

    def hear(self, event: SellerRegistered | SellerApproved, *, place: int) -> None:
        """Each event tells the whole: the latest counts, in whatever order they come."""
        if place > self.heard:
            self.owner_id, self.name, self.heard = event.person_id, event.name, place
            self.areas = areas_of(event.block, event.district)

    def announce(self, account_id: str, *, at: datetime) -> None:
        """This account is on its way from now on."""
        if self.waiting != account_id:
            self.waiting, self.waiting_since = account_id, at

    def has_given_up(self, now: datetime) -> bool:
        """Whether what was announced should have been there long ago."""
        return self.waiting_since is not None and self.waiting_since + GIVEN_UP <= now

    def switch(self, account_id: str) -> None:
        """From now on money goes to this account."""
        if self.active != account_id:
            self.active, self.before = account_id, self.active
        self.release_waiting(account_id)

    def release(self, account_id: str) -> None:
        """That account has ended."""
        self.release_waiting(account_id)
        if self.active == account_id:
            self.active = ""

    def release_waiting(self, account_id: str) -> None:
        """Another may be entered."""
        if self.waiting == account_id:
            self.waiting, self.waiting_since = "", None
