"""What must hold of PIN codes, times and reasons that come from outside."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from contracts.values import PIN
from services.delivery.domain.refusals import (
    PinNotValid,
    ReasonMissing,
    ReasonNotKnown,
    TimeNotValid,
)

REASONS: Final = (
    "NOT_AVAILABLE",
    "PHONE_UNREACHABLE",
    "REFUSED",
    "CASH_NOT_READY",
    "ADDRESS_INCOMPLETE",
    "OUT_OF_AREA",
    "RESCHEDULE_ASKED",
    "PREMISES_CLOSED",
    "WEATHER_ROAD",
    "OTP_MISMATCH",
)
"""Domain 4.3, without what only a buyer may claim."""
CLOCKS_DIFFER: Final = timedelta(hours=1)
_EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)
_PIN = re.compile(PIN)
_PIN_FORM = "6 digits, the first not 0"


def check_pin(pin: str) -> None:
    """Six digits, not starting with 0."""
    if not _PIN.fullmatch(pin):
        raise PinNotValid(field="pin", allowed=_PIN_FORM)


def tidy(pins: Iterable[str]) -> list[str]:
    """The PIN codes in order, each once; refuses the first that is none."""
    for number, pin in enumerate(pins):
        if not _PIN.fullmatch(pin):
            raise PinNotValid(field=f"pins[{number}]", allowed=_PIN_FORM)
    return sorted(set(pins))


def check_time(at: datetime, now: datetime) -> None:
    """Not later than clocks may differ, not earlier than Haat."""
    if not _EARLIEST <= at <= now + CLOCKS_DIFFER:
        raise TimeNotValid(field="at", allowed="a past time with its zone")


def check_reason(status: str, reason: str) -> None:
    """A failed attempt has a reason, and a reason is one of domain 4.3."""
    allowed = ", ".join(REASONS)
    if status == "undelivered" and not reason:
        raise ReasonMissing(field="reason", allowed=allowed)
    if reason and reason not in REASONS:
        raise ReasonNotKnown(field="reason", allowed=allowed)
