"""What callers of the delivery service send."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from chassis.doors import Body
from services.delivery.commands import Reported

Short = Annotated[str, Meta(min_length=1, max_length=200)]
Pin = Annotated[str, Meta(max_length=20)]
Pins = Annotated[list[Pin], Meta(max_length=20_000)]
Days = Annotated[int, Meta(ge=0, le=60)]


class PartnerBody(Body):
    """A partner: its machine at the API, the PIN codes it serves, days from door to door, cash."""

    name: Short
    machine_id: Short
    pins: Pins
    days: Days
    cod: bool


class CoverageBody(Body):
    """Where a partner delivers from now on."""

    pins: Pins
    days: Days
    cod: bool


class PinQuery(Body):
    """A PIN code of six digits."""

    pin: Pin


class StepBody(Body):
    """What happened to a parcel: `at` with its zone; `code` with delivered, `reason` with
    undelivered (domain 4.3)."""

    status: Reported
    at: Annotated[datetime, Meta(tz=True)]
    code: Annotated[str, Meta(max_length=20)] = ""
    reason: Annotated[str, Meta(max_length=40)] = ""
    place: Annotated[str, Meta(max_length=100)] = ""
