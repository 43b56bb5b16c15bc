"""The buyer at the door, played by the message sandbox: reads the code out of the buyer's SMS."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import quote

import msgspec

from partners.kit import Shipment
from partners.kit.line import Line

from .settings import DoorstepSettings

POLL_SECONDS, LONGEST_POLL_SECONDS = 0.25, 2.0
MOST_CODES = 5
CODE = re.compile(r"(?<![₹0-9A-Za-z_.,-])[0-9]{4}(?![0-9A-Za-z_-])")
"""Four digits standing alone: login codes have six."""

NAME = re.compile(r"(?:shp|ord|con)_[0-9A-Za-z]|#[0-9A-Za-z]{6}(?![0-9A-Za-z])")
"""An id, or `#` and its last six characters."""


class Sms(msgspec.Struct, frozen=True):
    """A message on the buyer's phone."""

    text: str
    at: datetime


class Doorstep:
    """Asks whoever opens for the code, until the partner has to go on."""

    def __init__(
        self, settings: DoorstepSettings, *, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._phone = Line(settings.url)
        self._pauses = tuple(_pauses(settings.seconds))
        self._pause = pause

    def codes(self, shipment: Shipment, since: datetime) -> Iterator[str]:
        """Different codes that arrived at or after `since`, at most five; likeliest first."""
        heard: set[str] = set()
        for pause in self._pauses:
            for code in self._read(shipment, since):
                if code not in heard and len(heard) < MOST_CODES:
                    heard.add(code)
                    yield code
            if len(heard) == MOST_CODES:
                return
            self._pause(pause)

    def _read(self, shipment: Shipment, since: datetime) -> list[str]:
        """Codes of messages that name this parcel or its order, then of those that name none.

        What names another parcel is never tried: wrong codes are counted.
        """
        answer = self._phone.ask("GET", f"/sms?to={quote(shipment.to.phone, safe='')}")
        inbox = msgspec.json.decode(answer.body, type=list[Sms])
        texts = [sms.text for sms in reversed(inbox) if sms.at >= since]
        tails = (shipment.shipment_id[-6:], shipment.order_id[-6:])
        own = [text for text in texts if any(tail in text for tail in tails)]
        nobodys = [text for text in texts if not NAME.search(text)]
        codes = [code for text in own or nobodys for code in CODE.findall(text)]
        return [code for code in codes if code not in tails]


def _pauses(seconds: float) -> Iterator[float]:
    """Between looks, growing after a few: nearly always the code is there at once or much later."""
    waited, pause = 0.0, POLL_SECONDS
    while waited < max(seconds, POLL_SECONDS):
        yield pause
        waited += pause
        pause = min(LONGEST_POLL_SECONDS, max(POLL_SECONDS, waited / 4))
