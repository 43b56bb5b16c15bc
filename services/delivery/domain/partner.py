"""A logistics partner: who they are at the API, and where they deliver."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import ClassVar, NamedTuple

from chassis.aggregate import Aggregate, Moves
from contracts.delivery import CoverageChanged

INDIA = timezone(timedelta(hours=5, minutes=30))
"""Asia/Kolkata: one zone, no summer time."""


class Partner(Aggregate):
    """Registered with a name; open once its queue at the broker stands."""

    MOVES: ClassVar[Moves] = {"registered": {"open"}, "open": set()}

    name: str
    machine_id: str
    pins: list[str]
    days: int
    cod: bool

    @property
    def queue(self) -> str:
        """Where the broker keeps the partner's events."""
        return queue_of(self.id)

    def open(self) -> None:
        """Let parcels come, and tell where it delivers; an open one stays as it is."""
        if self.status != "open":
            self.move_to("open", self._coverage())

    def cover(self, pins: list[str], days: int, cod: bool) -> None:
        """Serve these PIN codes from now on; the same as before changes nothing."""
        if (pins, days, cod) == (self.pins, self.days, self.cod):
            return
        self.pins, self.days, self.cod = pins, days, cod
        if self.status == "open":
            self.facts.append(self._coverage())

    def _coverage(self) -> CoverageChanged:
        return CoverageChanged(partner_id=self.id, pins=self.pins, days=self.days, cod=self.cod)


class Offer(NamedTuple):
    """What an open partner offers for one PIN code."""

    partner_id: str
    days: int
    cod: bool


def queue_of(partner_id: str) -> str:
    """The name of a partner's queue."""
    return f"partner.{partner_id}"


def choose(offers: Iterable[Offer], *, cash: bool) -> Offer | None:
    """The fastest that takes cash if cash is due; of equals always the same one."""
    fit = [offer for offer in offers if offer.cod or not cash]
    return min(fit, key=lambda offer: (offer.days, offer.partner_id), default=None)


def promised(now: datetime, days: int) -> date:
    """The day that the buyer is told, by the calendar on an Indian wall."""
    return now.astimezone(INDIA).date() + timedelta(days=days)
