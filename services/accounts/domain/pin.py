"""A PIN: the second step before what must not be done with a found phone."""

from datetime import datetime
from typing import ClassVar, Final

from chassis.aggregate import Aggregate, Moves
from chassis.errors import Refusal
from services.accounts.domain.hashing import Hashes
from services.accounts.domain.session_refusals import PinLocked, WeakPin, WrongPin

TRIES: Final = 5
_DIGITS: Final = "01234567890"


class Pin(Aggregate):
    """Its id is the person's. Five wrong tries in a row lock it until a new one is set.

    `untold` is what the person is still to be told of by SMS: set, locked or cleared.
    """

    MOVES: ClassVar[Moves] = {
        "none": {"set"},
        "set": {"set", "locked", "none"},
        "locked": {"set", "none"},
    }

    salt: str = ""
    hash: str = ""
    tries_left: int = TRIES
    set_at: datetime | None = None
    untold: str = ""

    @classmethod
    def of(cls, person_id: str) -> "Pin":
        """Of somebody who has none."""
        return cls(id=person_id, status="none")

    def choose(self, pin: str, phone: str, salt: str, hashes: Hashes, *, at: datetime) -> None:
        """A new one, also in place of a locked one. Raises `WeakPin`."""
        if is_weak(pin, phone):
            raise WeakPin(field="pin", allowed="no sequence, no repetition, not of your number")
        self.move_to("set")
        self.salt, self.hash = salt, hashes.slow(salt, "pin", self.id, pin)
        self.tries_left, self.set_at, self.untold = TRIES, at, "set"

    def prove(self, pin: str, hashes: Hashes) -> Refusal | None:
        """None if that is it; else a try is gone, and the last one locks it."""
        if self.status == "locked":
            return PinLocked(field="pin", allowed="PUT /v1/me/pin after a login by code")
        if hashes.fits_slow(self.hash, self.salt, "pin", self.id, pin):
            self.tries_left = TRIES
            return None
        self.tries_left -= 1
        if self.tries_left > 0:
            return WrongPin(field="pin", allowed="6 digits", left=self.tries_left)
        self.move_to("locked")
        self.untold = "locked"
        return PinLocked(field="pin", allowed="PUT /v1/me/pin after a login by code")

    def clear(self) -> None:
        """Staff takes it away from who has forgotten it."""
        if self.status != "none":
            self.move_to("none")
            self.salt, self.hash, self.tries_left = "", "", TRIES
            self.untold = "cleared"


def is_weak(pin: str, phone: str) -> bool:
    """Runs up or down, one to three digits again and again, and what the phone number shows."""
    runs = pin in _DIGITS or pin in _DIGITS[::-1]
    repeats = any(pin == pin[:length] * (len(pin) // length) for length in (1, 2, 3))
    return runs or repeats or pin in phone
