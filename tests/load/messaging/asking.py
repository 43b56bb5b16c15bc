"""Calls from service to service."""

from tests.load.messaging import wire
from tests.load.messaging.bench import Bench
from tests.load.messaging.sheet import Target

AT = 50
FASTER = Target(("ours", "stock"), at_least=2)
SOONER = Target(("ours", "stock"), at_most=0.2)
MARGIN = 1.0
"""Seconds that the raw answerer stays longer than the raw asker."""


def ask(bench: Bench) -> None:
    """Ours with deadline and confirm, nameko's proxy, and two raw processes with neither."""
    sheet = bench.race("Calls")
    for callers in bench.plan.askers:
        name = f"calls, {callers} at once"
        for contender in ("ours", "stock", "raw"):
            figures = _raw(bench, callers) if contender == "raw" else _of(bench, contender, callers)
            aimed = callers == AT
            sheet.note(f"{name}, per s", contender, figures["rate"], FASTER if aimed else None)
            sheet.note(f"{name}, p50 ms", contender, figures["p50"])
            sheet.note(f"{name}, p99 ms", contender, figures["p99"], SOONER if aimed else None)


def _of(bench: Bench, contender: str, callers: int) -> dict[str, float]:
    run = {"how": "ask", "callers": callers, "seconds": bench.plan.seconds}
    figures: dict[str, float] = bench.ask(f"{contender}.caller", "work", **run)
    return figures


def _raw(bench: Bench, callers: int) -> dict[str, float]:
    seconds, echo = bench.plan.seconds, bench.contenders["raw.echo"]
    echo.begin("answer", queue=wire.RAW_CALLS, seconds=seconds + MARGIN)
    run = {"queue": wire.RAW_CALLS, "callers": callers, "seconds": seconds}
    figures: dict[str, float] = bench.contenders["raw.client"].ask("ask", **run)
    echo.answer()
    return figures
