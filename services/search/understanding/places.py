"""Which of the places that were named is the one to look in: "madhupur me", "near Deoghar"."""

from collections.abc import Sequence
from typing import Final

from services.search.places import Level
from services.search.understanding.finding import Found
from services.search.understanding.sentence import Sentence

FINEST: Final[tuple[Level, ...]] = ("pin", "block", "town", "district", "state")


def read_place(sentence: Sentence, found: Sequence[Found]) -> None:
    """Take the place that is meant most, with the wider ones around it.

    What only names a style is looked for too: "bhadohi carpet" is what a carpet may be called.
    Another place beside them is looked for by its words; so is each when this is switched off.
    """
    if not found or not sentence.wants("place"):
        return
    best = min(found, key=_importance)
    together = [place for place in found if place is best or _around(place, best)]
    said = sorted(at for place in together for at in place.at)
    if best.where.style:
        sentence.note("place", best.where, said)
    else:
        sentence.take("place", best.where, said)


def _importance(found: Found) -> tuple[bool, bool, int]:
    where = found.where
    return where.style, not where.sure, FINEST.index(where.place.level)


def _around(wider: Found, best: Found) -> bool:
    wide, fine = wider.where.place, best.where.place
    same = wide.district == fine.district and wide.district > 0
    return same or (wide.level == "state" and wide.code == fine.state)
