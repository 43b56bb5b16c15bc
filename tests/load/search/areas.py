"""Where generated makers live: districts, blocks and PIN codes of Jharkhand and Uttar Pradesh."""

from collections import defaultdict
from functools import lru_cache
from typing import Final, NamedTuple

from contracts.places import STATE_OF
from services.search.places.tables import rows

JHARKHAND, UTTAR_PRADESH = 20, 9
STATES: Final = (JHARKHAND, UTTAR_PRADESH)


class Area(NamedTuple):
    """One district; blocks as (code, name), towns in both scripts."""

    district: int
    pins: tuple[str, ...]
    blocks: tuple[tuple[int, str], ...]
    towns: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def areas() -> list[Area]:
    """Those that have PIN codes and blocks, by their code."""
    pins, blocks, towns = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows("pins.csv.gz"):
        pins[int(row["district"] or 0)].append(row["pin"])
    for row in rows("blocks.csv"):
        blocks[int(row["district"])].append((int(row["code"]), row["en"]))
    for row in rows("towns.csv"):
        towns[int(row["district"])].append((row["hi"] or row["en"], row["en"]))
    return [
        Area(code, tuple(pins[code]), tuple(blocks[code]), tuple(towns[code]))
        for code, state in sorted(STATE_OF.items())
        if state in STATES and pins[code] and blocks[code]
    ]
