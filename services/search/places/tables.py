"""The data files, row by row, as they stand beside this module."""

import csv
import gzip
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from contracts.values import Text
from services.search.places.place import Level, Place, Point

DATA: Final = files(__package__) / "data"
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """The lines of a table by their column names; a packed one is unpacked."""
    packed = (DATA / name).read_bytes()
    text = gzip.decompress(packed) if name.endswith(".gz") else packed
    return csv.DictReader(text.decode("utf-8").splitlines())


def point(row: Row) -> Point | None:
    """Where the row says, if it says."""
    return Point(lat=float(row["lat"]), lon=float(row["lon"])) if row.get("lat") else None


def place(row: Row, level: Level, state: int, *, district: int, middle: Point | None) -> Place:
    """What the row names; `middle` stands in where it has no point of its own."""
    return Place(
        name=Text(hi=row["hi"] or row["en"], en=row["en"]),
        level=level,
        code=int(row["code"]),
        district=district,
        state=state,
        point=point(row) or middle,
    )


def spellings(row: Row) -> list[str]:
    """Every name of the row, in both scripts."""
    return [name for name in (row["en"], row["hi"], *row["also"].split(";")) if name]
