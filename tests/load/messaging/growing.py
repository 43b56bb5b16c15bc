"""What an event costs as the backlog or the outboxes grow, and what a consumer keeps in memory."""

from tests.load.messaging import wire
from tests.load.messaging.bench import Bench
from tests.load.messaging.consuming import NOTED, drained
from tests.load.messaging.sheet import Sheet, Target

MOST_GROWTH, MOST_MEMORY = 1.25, 1.1
AT_LEAST = {"events": 5_000, "outboxes": 200}
"""Small sizes are measured again and again until so many are done."""
NAMES = {
    "seconds": "wall",
    "cpu": "CPU of the process",
    "broker": "CPU of the broker",
    "database": "CPU of the database",
}
MEGABYTE = 1_000_000


def queue(bench: Bench) -> None:
    """Cost per event with a growing backlog; memory of a fresh consumer along the way."""
    sizes = bench.plan.queued
    sheet = bench.growth("Cost per event by the number queued", sizes)
    memory = bench.growth("Memory of a consumer by the number it has handled", sizes[1:] or sizes)
    bench.renew("ours.server")
    for size in sizes:
        turns = max(1, AT_LEAST["events"] // size)
        costs = [drained(bench, "ours", NOTED, size) for _ in range(turns)]
        _note(sheet, sizes, size, costs)
        if size >= sizes[1]:
            resident = bench.ask("ours.server", "memory") / MEGABYTE
            memory.note("resident MB", f"{size:,}", resident, _limit(sizes[1:], MOST_MEMORY))


def outboxes(bench: Bench) -> None:
    """Cost per event of sweeping what a crash left."""
    sizes = bench.plan.waiting
    sheet = bench.growth("Cost of sweeping one event by the number of waiting outboxes", sizes)
    for size in sizes:
        turns = max(1, AT_LEAST["outboxes"] // size)
        costs = [_swept(bench, size) for _ in range(turns)]
        _note(sheet, sizes, size, costs)


def _swept(bench: Bench, waiting: int) -> dict[str, float]:
    bench.ask("ours.caller", "leave", waiting=waiting)
    bench.platform.rest()
    before = bench.platform.cpu()
    figures: dict[str, float] = bench.contenders["ours.caller"].ask("sweep", waiting=waiting)
    servers = {name: now - before[name] for name, now in bench.platform.cpu().items()}
    bench.platform.empty(wire.SINK)
    return figures | servers


def _note(sheet: Sheet, sizes: tuple[int, ...], size: int, costs: list[dict[str, float]]) -> None:
    for key in costs[0]:
        each = sum(cost[key] for cost in costs) / (size * len(costs)) * 1_000_000
        sheet.note(f"{NAMES[key]}, µs", f"{size:,}", each, _limit(sizes, MOST_GROWTH))


def _limit(sizes: tuple[int, ...], growth: float) -> Target:
    return Target((f"{sizes[-1]:,}", f"{sizes[0]:,}"), at_most=growth)
