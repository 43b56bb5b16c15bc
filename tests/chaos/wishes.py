"""What the customers of a run will ask for: drawn from the seed, the same each time."""

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from tests.chaos.told import Card

Shelf = Literal["plenty", "few", "bare"]
"""Goods of which there is enough, a few, or never as many as are asked for."""


class Kind(NamedTuple):
    """A sort of customer; `far` is where no partner comes, `cancel` after so many seconds."""

    weight: int
    card: Card = "good"
    shelf: Shelf = "plenty"
    far: bool = False
    cancel: tuple[float, float] | None = None


KINDS = {
    "pays by card": Kind(24),
    "pays in cash": Kind(8, card=""),
    "has no money": Kind(20, card="declined"),
    "thinks again at once": Kind(12, far=True, cancel=(0, 0)),
    "thinks again, cash": Kind(4, card="", far=True, cancel=(0, 5)),
    "thinks again later": Kind(10, far=True, cancel=(4, 20)),
    "thinks again at the door": Kind(4, cancel=(0, 3)),
    "thinks again at the door, cash": Kind(2, card="", cancel=(0, 3)),
    "never hears of the bank": Kind(1, card="bank", far=True),
    "wants too many": Kind(8, shelf="bare"),
    "wants the last one": Kind(4, shelf="few"),
}
SEVERAL, AGAIN, OFTEN = 0.25, 0.08, 0.3
"""Shares: of several lines; of repeats after the answer, and of further ones."""


class Wish(NamedTuple):
    """One order to come: by the numbers of a person and of products on their shelf."""

    number: int
    kind: str
    person: int
    lines: tuple[tuple[Shelf, int, int], ...]
    """Shelf, number on it, pieces."""
    card: Card
    far: bool
    again: int
    cancel: float | None


def draw(seed: int, orders: int, people: int, goods: dict[Shelf, int], too_many: int) -> list[Wish]:
    """So many wishes; `goods` says how many products are on each shelf."""
    chance = random.Random(seed)
    names: Sequence[str] = list(KINDS)
    weights = [kind.weight for kind in KINDS.values()]
    kinds = chance.choices(names, weights, k=orders)
    return [
        Wish(
            number=number,
            kind=name,
            person=chance.randrange(people),
            lines=_lines(chance, KINDS[name].shelf, goods, too_many),
            card=KINDS[name].card,
            far=KINDS[name].far,
            again=_times(chance),
            cancel=_when(chance, KINDS[name].cancel),
        )
        for number, name in enumerate(kinds)
    ]


def _lines(
    chance: random.Random, shelf: Shelf, goods: dict[Shelf, int], too_many: int
) -> tuple[tuple[Shelf, int, int], ...]:
    """Of what it is about one line; often others of what there is plenty of."""
    more = chance.randint(1, 2) if chance.random() < SEVERAL else 0
    wanted: dict[tuple[Shelf, int], int] = {}
    for _ in range(more + (shelf == "plenty")):
        wanted["plenty", chance.randrange(goods["plenty"])] = chance.randint(1, 2)
    if shelf != "plenty":
        pieces = too_many if shelf == "bare" else 1
        wanted[shelf, chance.randrange(goods[shelf])] = pieces
    return tuple((which, number, pieces) for (which, number), pieces in wanted.items())


def _times(chance: random.Random) -> int:
    if chance.random() >= AGAIN:
        return 0
    return 2 if chance.random() < OFTEN else 1


def _when(chance: random.Random, between: tuple[float, float] | None) -> float | None:
    return None if between is None else chance.uniform(*between)
