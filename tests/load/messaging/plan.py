"""How much a run does: the whole within ten minutes, the quick one within a minute and a half."""

from typing import NamedTuple


class Plan(NamedTuple):
    """Sizes of a run; seconds are those of one measurement."""

    rounds: int = 3
    seconds: float = 1.0
    callers: tuple[int, ...] = (1, 10, 50, 200)
    askers: tuple[int, ...] = (1, 10, 50, 100)
    backlog: int = 10_000
    effects: int = 2_000
    paced_seconds: float = 2.0
    shares: tuple[float, ...] = (0.3, 0.6)
    queued: tuple[int, ...] = (1_000, 10_000, 100_000)
    waiting: tuple[int, ...] = (10, 100, 1_000, 10_000)


WHOLE = Plan()
QUICK = Plan(
    rounds=1,
    seconds=0.5,
    callers=(1, 50, 200),
    askers=(1, 50),
    backlog=4_000,
    effects=500,
    paced_seconds=1.5,
    shares=(0.6,),
    queued=(1_000, 5_000, 20_000),
    waiting=(10, 1_000),
)
