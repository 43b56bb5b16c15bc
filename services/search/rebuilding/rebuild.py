"""A new index from the catalogue, taken into use in one step once it is right."""

import time
from random import Random
from typing import NamedTuple

from services.search.adapters.indexes import SETTLING_SECONDS
from services.search.rebuilding.comparing import Difference, differences, settled
from services.search.rebuilding.filling import Filled, fill
from services.search.rebuilding.parts import Parts
from services.search.rebuilding.repair import mend


class NotTheSame(Exception):
    """The new index differs from the catalogue and is thrown away; the old one stays in use."""

    def __init__(self, name: str, found: list[Difference]) -> None:
        some = ", ".join(f"{unlike.product_id} {unlike.kind}" for unlike in found[:5])
        super().__init__(f"{name}: {len(found)} products differ from the catalogue: {some}")


class TakenOver(Exception):
    """Another rebuild began meanwhile: this one had lost its turn without knowing."""


class Rebuilt(NamedTuple):
    """What was done; `before` was searched until now and is kept for going back."""

    name: str
    before: str
    filled: Filled
    seconds: float

    @property
    def pace(self) -> float:
        """Products a second."""
        return self.filled.live / self.seconds if self.seconds else 0.0


def rebuild(parts: Parts, chance: Random | None = None) -> Rebuilt:
    """Fill, check, swap; what goes wrong on the way leaves all as it was.

    Raises `NotTheSame`, `TakenOver`, `Unavailable`.
    """
    indexes, began = parts.shelves.indexes, time.monotonic()
    clear(parts)
    name = indexes.create_next()
    try:
        parts.wait(SETTLING_SECONDS)  # from here on every change goes there too
        filled = fill(parts, name, chance or Random())  # noqa: S311
        indexes.merge(name)
        seconds = time.monotonic() - began - SETTLING_SECONDS
        check(parts, name, filled)
        if indexes.filled() != name:
            raise TakenOver(f"{name} is filled no more: another rebuild began")
        before = indexes.swap(name)
    except BaseException:
        if indexes.filled() == name:
            clear(parts)
        raise
    for old in indexes.all():
        if old not in (name, before):
            indexes.drop(old)
    return Rebuilt(name, before, filled, seconds)


def check(parts: Parts, name: str, filled: Filled) -> None:
    """Counts and samples agree; where they do not, all is compared, and mended once.

    While people sell, counts rarely agree. Raises `NotTheSame`.
    """
    parts.shelves.indexes.refresh(name)
    same = parts.shelves.shown(name) == filled.shown
    if same and not settled(parts, name, filled.sample):
        return
    parts.tell("counts or samples differ: all is compared")
    found = differences(parts, name)
    mend(parts, name, found)
    left = settled(parts, name, [unlike.product_id for unlike in found])
    if left:
        raise NotTheSame(name, left)


def roll_back(parts: Parts) -> tuple[str, str]:
    """Search the index before this one again, at once; which is searched now, and was before.

    What happened since is not in it: `repair` follows. Raises `NothingBefore`.
    """
    indexes = parts.shelves.indexes
    now = indexes.searched()
    others = [name for name in indexes.finished() if name not in (now, indexes.filled())]
    if not others:
        raise NothingBefore(f"there is no index beside {now}")
    indexes.swap(others[-1])
    parts.wait(SETTLING_SECONDS)  # from here on every change goes there
    return others[-1], now


class NothingBefore(Exception):
    """No earlier index was kept."""


def clear(parts: Parts) -> None:
    """Throw away what is being filled, or was when a rebuild was cut short."""
    indexes = parts.shelves.indexes
    name = indexes.filled()
    if name:
        indexes.abandon()
        parts.wait(SETTLING_SECONDS)  # who still wrote there would make it anew, without fields
        indexes.drop(name)
