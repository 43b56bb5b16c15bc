"""Which faults a run has: drawn from its seed alone, so that a run can be had again.

Faults come as orders are answered, not as time passes: each has the count of answered orders after
which it begins. Kinds are dealt from a shuffled pack, so that a long run has met each of them.
"""

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from deploy.local.settings import SERVICES

SANDBOXES = ("localstripe", "stripe", "sandbox", "sample-partner")
AMQP = tuple(f"{name}.amqp" for name in (*SERVICES, "sample-partner"))
MONGO = tuple(f"{name}.mongo" for name in SERVICES)
LINES = (*AMQP, *MONGO, "search.elasticsearch", "delivery.management")
SPOILED = ("hangs", "fails before", "fails after", "drops")
POISONS = ("no JSON", "not the type", "no headers", "unknown type")

PACK = {
    "kill service": 6,
    "end service": 3,
    "freeze service": 2,
    "kill broker": 3,
    "freeze broker": 1,
    "memory alarm": 2,
    "kill documents": 3,
    "freeze documents": 1,
    "kill search server": 1,
    "kill sandbox": 3,
    "cut lines": 4,
    "delay lines": 3,
    "hold lines": 3,
    "spoil payments": 5,
    "poison": 3,
}
"""How often each kind lies in the pack."""
SECONDS = {
    "freeze service": (2.0, 8.0),
    "freeze broker": (2.0, 8.0),
    "freeze documents": (2.0, 6.0),
    "memory alarm": (2.0, 6.0),
    "delay lines": (3.0, 8.0),
    "hold lines": (2.0, 8.0),
    "spoil payments": (5.0, 15.0),
}
"""Shortest and longest time that a kind lasts; the others are over at once."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault; `size` is seconds of delay, calls to spoil, or messages of poison."""

    number: int
    after: int
    kind: str
    targets: tuple[str, ...]
    pause: float
    seconds: float = 0.0
    size: float = 0.0
    luck: int = 0

    def __str__(self) -> str:
        size = f" × {self.size:g}" if self.size else ""
        lasts = f", for {self.seconds:g} s" if self.seconds else ""
        return f"{self.kind}{_short(self.targets)}{size}{lasts}"

    def as_json(self) -> dict[str, Any]:
        """For the run's record."""
        return asdict(self)


def draw(seed: int, orders: int, faults: int) -> list[Fault]:
    """The faults of a run, in the order in which they begin."""
    dice = random.Random(f"{seed} {orders} {faults}")
    kinds = _deal(dice)
    between = orders / (faults + 1)
    return [
        _fault(dice, number, next(kinds), round(between * (number + dice.uniform(-0.3, 0.3))))
        for number in range(1, faults + 1)
    ]


def _deal(dice: random.Random) -> Iterator[str]:
    pack = [kind for kind, times in PACK.items() for _ in range(times)]
    while True:
        dice.shuffle(pack)
        yield from pack


def _fault(dice: random.Random, number: int, kind: str, after: int) -> Fault:
    return Fault(
        number=number,
        after=after,
        kind=kind,
        targets=_targets(dice, kind),
        pause=round(dice.uniform(0.0, 1.5), 2),
        seconds=round(dice.uniform(*SECONDS[kind]), 1) if kind in SECONDS else 0.0,
        size=_size(dice, kind),
        luck=dice.randrange(2**32),
    )


def _targets(dice: random.Random, kind: str) -> tuple[str, ...]:
    what = kind.rpartition(" ")[2]
    if what == "service":
        return (dice.choice(tuple(SERVICES)),)
    if what == "lines":
        return _lines(dice)
    if kind == "kill sandbox":
        return (dice.choice(SANDBOXES),)
    if kind == "spoil payments":
        return (dice.choice(SPOILED),)
    if kind == "poison":
        return tuple(dice.choices(POISONS, k=dice.randint(1, 3)))
    return ()


def _lines(dice: random.Random) -> tuple[str, ...]:
    """Of one service to one server, or all services' to one server."""
    return dice.choice([AMQP, MONGO, *((line,) for line in dice.sample(LINES, 4))])


def _size(dice: random.Random, kind: str) -> float:
    if kind == "delay lines":
        return round(dice.uniform(0.05, 0.5), 3)
    return float(dice.randint(2, 8)) if kind == "spoil payments" else 0.0


def _short(targets: tuple[str, ...]) -> str:
    if len(targets) > 3:
        return f": all of {targets[0].partition('.')[2]}"
    return f": {', '.join(targets)}" if targets else ""
