"""Which names stand for which places, and how readily a name is taken for one."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from services.search.language import words
from services.search.places.place import Place, Point
from services.search.places.spelling import principal
from services.search.places.tables import Row, place, point, rows, spellings

DEOGHAR: Final = 324
JHARKHAND: Final = 20
HOME: Final = (JHARKHAND, 9)
"""Jharkhand and Uttar Pradesh, the states whose blocks and towns are known."""
LIKE_A_PLACE: Final = (
    "pur",
    "puram",
    "nagar",
    "ganj",
    "garh",
    "gadh",
    "bad",
    "ghat",
    "gaon",
    "dih",
    "patti",
    "bazar",
    "khurd",
    "kalan",
    "pahari",
    "tanr",
    "khera",
    "kheda",
    "sarai",
    "gram",
)
SHORTEST: Final = 6
"""Letters of the name of a block or town elsewhere that is taken for one by itself."""


class Named(NamedTuple):
    """One spelling of a place; the lower the rank, the sooner it is meant."""

    words: tuple[str, ...]
    place: Place
    rank: int


def every_name() -> list[Named]:
    """All spellings of all places."""
    common, never = _common("in"), _common("never")
    districts = list(rows("districts.csv"))
    middles = {int(row["code"]): point(row) for row in districts}
    states = {int(row["code"]): int(row["state"]) for row in districts}
    found = [*_states(), *_districts(districts)]
    for level in ("block", "town"):
        found += _parts(level, states, middles)
    return [_weighed(named, common) for named in found if not _is_word(named, never)]


def _states() -> Iterator[Named]:
    for row in rows("states.csv"):
        code = int(row["code"])
        state = place(row, "state", code, district=0, middle=None)
        yield from _spelled(row, state, rank=3)


def _districts(table: list[Row]) -> Iterator[Named]:
    for row in table:
        code, state = int(row["code"]), int(row["state"])
        district = place(row, "district", state, district=code, middle=None)
        known = bool(row["hi"])
        rank = 0 if code == DEOGHAR else 2 if state in HOME else 3 if known else 8
        yield from _spelled(row, msgspec.structs.replace(district, plain=known), rank)


def _parts(level: str, states: dict[int, int], middles: dict[int, Point | None]) -> Iterator[Named]:
    for row in rows(f"{level}s.csv"):
        district = int(row["district"])
        state = states[district]
        part = place(
            row,
            "block" if level == "block" else "town",
            state,
            district=district,
            middle=middles[district],
        )
        near = 1 if district == DEOGHAR else 4 if state == JHARKHAND else 6
        yield from _spelled(row, part, near if level == "block" else near + 1)


def _spelled(row: Row, place: Place, rank: int) -> Iterator[Named]:
    return (Named(tuple(words(name)), place, rank) for name in spellings(row))


def _weighed(named: Named, common: set[str]) -> Named:
    """Whether that spelling of it needs a word beside it that shows that a place is meant."""
    if not (_little_known(named) or common & principal(named.words)):
        return named
    return named._replace(place=msgspec.structs.replace(named.place, plain=False))


def _common(beside: str) -> set[str]:
    """Keys of names that are also words: a place only beside "in" and the like, or never."""
    names = (row["name"] for row in rows("common_words.csv") if row["beside"] == beside)
    return {form for name in names for form in principal(tuple(words(name)))}


def _is_word(named: Named, never: set[str]) -> bool:
    return named.place.level in ("block", "town") and bool(never & principal(named.words))


def _little_known(named: Named) -> bool:
    """A block or town elsewhere, unless its name could be nothing else or is known in Hindi."""
    place, name = named.place, "".join(named.words)
    if place.level not in ("block", "town") or place.district == DEOGHAR:
        return False
    in_hindi = place.name.hi != place.name.en
    return len(name) < SHORTEST or not (in_hindi or name.endswith(LIKE_A_PLACE))
