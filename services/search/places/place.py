"""A place that somebody may name, and a point on the map."""

from math import asin, cos, radians, sin, sqrt
from typing import Final, Literal

from contracts.message import Message
from contracts.values import Text

Level = Literal["state", "district", "block", "town", "pin"]
DIAMETER: Final = 12742.0
"""Of the earth, in kilometres."""


class Point(Message):
    """Degrees north and east, good to some kilometres."""

    lat: float
    lon: float

    def km_to(self, other: "Point") -> float:
        """As the crow flies."""
        north, east = radians(other.lat - self.lat), radians(other.lon - self.lon)
        shrunk = cos(radians(self.lat)) * cos(radians(other.lat))
        return DIAMETER * asin(sqrt(sin(north / 2) ** 2 + shrunk * sin(east / 2) ** 2))


class Place(Message):
    """A state, district, block, town (LGD codes) or PIN code; `district` is 0 for a state.

    Where nothing better is known, `point` is the middle of the district. Without `plain` the name
    is also an ordinary word, or little known: a place only beside a word such as "in" or "near".
    """

    name: Text
    level: Level
    code: int
    district: int
    state: int
    point: Point | None = None
    plain: bool = True
