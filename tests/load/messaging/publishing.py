"""Confirmed publishing and dispatch: how many a second, and how long a caller waits."""

from tests.load.messaging import wire
from tests.load.messaging.bench import Bench
from tests.load.messaging.figures import Figures
from tests.load.messaging.sheet import Sheet, Target

PATHS = {
    "alone": "confirmed publish",
    "outbox": "outbox path without the write",
    "written": "outbox path with the write",
}
NEAR_RAW = Target(("ours", "raw"), at_least=0.6)


def publish(bench: Bench) -> None:
    """By ConfirmPublisher, by the outbox, and in a worker; raw batches; nameko's dispatcher."""
    for callers in bench.plan.callers:
        stock = _of(bench, "stock", "work", "dispatch", callers)
        bare, whole = _raw(bench), _raw(bench, "thing.made")
        for how, path in PATHS.items():
            figures = _of(bench, "ours", "publish", how, callers)
            name, raw = f"{path}, {_callers(callers)}", bare if how == "alone" else whole
            target = NEAR_RAW if callers >= 200 and how != "written" else None
            _note(bench.race("Publish"), name, (figures, raw, stock), target)
        figures = _of(bench, "ours", "work", "dispatch", callers)
        name = f"dispatch in a worker, {_callers(callers)}"
        _note(bench.race("Dispatch"), name, (figures, whole, stock))
    _insert(bench)


def _raw(bench: Bench, kind: str = "") -> float:
    """Without an event's headers, or with those of that kind."""
    sink = {"exchange": f"{wire.OURS_CALLER}.events", "key": "thing.made"}
    rate = bench.ask("raw.client", "limit", seconds=bench.plan.seconds, kind=kind, **sink)
    _emptied(bench)
    return float(rate)


def _of(bench: Bench, contender: str, command: str, how: str, callers: int) -> Figures:
    run = {"how": how, "callers": callers, "seconds": bench.plan.seconds}
    figures: Figures = bench.ask(f"{contender}.caller", command, **run)
    _emptied(bench)
    return figures


def _note(
    sheet: Sheet, name: str, measured: tuple[Figures, float, Figures], target: Target | None = None
) -> None:
    ours, raw, stock = measured
    sheet.note(f"{name}, per s", "ours", ours["rate"], target)
    sheet.note(f"{name}, per s", "raw", raw)
    sheet.note(f"{name}, per s", "stock", stock["rate"])
    sheet.note(f"{name}, p99 ms", "ours", ours["p99"])
    sheet.note(f"{name}, p99 ms", "stock", stock["p99"])


def _insert(bench: Bench) -> None:
    """What the database does alone: the bound of the path with the write."""
    callers = bench.plan.callers[-1]
    figures = bench.ask("ours.caller", "insert", callers=callers, seconds=bench.plan.seconds)
    name = f"for comparison: the database's insert alone, {_callers(callers)}, per s"
    bench.race("Publish").note(name, "ours", figures["rate"])


def _emptied(bench: Bench) -> None:
    assert bench.platform.empty(wire.SINK) > 0, "what was published did not arrive"


def _callers(number: int) -> str:
    return "1 caller" if number == 1 else f"{number} callers"
