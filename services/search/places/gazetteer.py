"""The places of India in memory, by PIN code, by LGD code and by name."""

from collections.abc import Sequence
from functools import lru_cache
from statistics import fmean
from typing import Final

from contracts.values import Text
from services.search.places.names import Names
from services.search.places.place import Level, Place, Point
from services.search.places.reading import every_name
from services.search.places.tables import point, rows

LONGEST: Final = 3
"""Words in a name."""
Pins = dict[str, tuple[Point, int]]


class Gazetteer:
    """Knows every PIN code and district of India, and the blocks and towns of two states."""

    def __init__(self, names: Names, pins: Pins) -> None:
        self._names, self._pins = names, pins
        self._around = _prefixes(pins)
        self._by_code = {(place.level, place.code): place for place in names.places()}

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> "Gazetteer":
        """Read from the package's files at the first call only."""
        return Gazetteer(Names(every_name()), _pins())

    def pin(self, pin: str) -> Point | None:
        """Its middle; of an unknown one, the middle of those that share its first three digits."""
        known = self._pins.get(pin)
        return known[0] if known else self._around.get(pin[:3]) if _like_a_pin(pin) else None

    def named(self, words: Sequence[str], level: Level | None = None) -> Place | None:
        """The place that one to three clean words name together; of that level if given."""
        if len(words) == 1 and words[0][0].isdigit():
            return self._of_pin(words[0]) if level in (None, "pin") else None
        return self._names.best(tuple(words), level) if 0 < len(words) <= LONGEST else None

    def district(self, code: int) -> Text | None:
        """Its name by LGD code; the English one twice where no Hindi one is known."""
        return self._text("district", code)

    def block(self, code: int) -> Text | None:
        """Its name by LGD code, in Jharkhand and Uttar Pradesh."""
        return self._text("block", code)

    def place(self, level: Level, code: int) -> Place | None:
        """By LGD code."""
        return self._by_code.get((level, code))

    def _text(self, level: Level, code: int) -> Text | None:
        place = self.place(level, code)
        return place.name if place else None

    def _of_pin(self, pin: str) -> Place | None:
        middle = self.pin(pin)
        if middle is None:
            return None
        district = self._pins[pin][1] if pin in self._pins else 0
        within = self.place("district", district)
        return Place(
            name=Text(hi=pin, en=pin),
            level="pin",
            code=int(pin),
            district=district,
            state=within.state if within else 0,
            point=middle,
        )


def _like_a_pin(pin: str) -> bool:
    return len(pin) == 6 and pin.isascii() and pin.isdigit()


def _pins() -> Pins:
    found: Pins = {}
    for row in rows("pins.csv.gz"):
        middle = point(row)
        if middle:
            found[row["pin"]] = (middle, int(row["district"] or 0))
    return found


def _prefixes(pins: Pins) -> dict[str, Point]:
    groups: dict[str, list[Point]] = {}
    for pin, (middle, _) in pins.items():
        groups.setdefault(pin[:3], []).append(middle)
    return {
        prefix: Point(
            lat=round(fmean(each.lat for each in near), 3),
            lon=round(fmean(each.lon for each in near), 3),
        )
        for prefix, near in groups.items()
    }
