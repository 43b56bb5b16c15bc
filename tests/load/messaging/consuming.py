"""Consuming: a backlog without work and with a write, and the wait from publisher to handler."""

from typing import Any

from tests.load.messaging import wire
from tests.load.messaging.bench import Bench
from tests.load.messaging.sheet import Target

NOTED, KEPT, SLOW = wire.KINDS
FASTER = Target(("ours", "stock"), at_least=1.5)
SOONER = Target(("ours", "stock"), at_most=0.1)
LISTENERS = {"ours": "ours.server", "stock": "stock.server", "raw": "raw.echo"}
WRITERS = 20
SLOW_BACKLOG, BESIDE_RATE = 400, 100


def queue_of(contender: str, kind: str) -> dict[str, str]:
    """The queue and the form of its messages, as arguments of the feed."""
    if contender == "raw":
        return {"queue": wire.RAW_QUEUE, "kind": kind}
    if contender == "ours":
        return {"queue": wire.our_queue(kind), "kind": kind}
    return {"queue": wire.stock_queue(kind)}


def consume(bench: Bench) -> None:
    """Backlogs, then offered rates that stock nameko can bear, then a slow neighbour."""
    sheet, number = bench.race("Consume"), bench.plan.backlog
    name = "no-op handler, backlog, per s"
    rates = {}
    for contender in ("ours", "stock"):
        rates[contender] = number / drained(bench, contender, NOTED, number)["seconds"]
        sheet.note(name, contender, rates[contender], FASTER)
    feed(bench, number=number, **queue_of("raw", NOTED))
    sheet.note(name, "raw", bench.ask("raw.client", "consume", queue=wire.RAW_QUEUE, number=number))
    most = _listened(bench, "stock", rates["stock"])["rate"]  # fed while it works: less
    sheet.note("no-op handler, fed meanwhile: the most, per s", "stock", most)
    for share in bench.plan.shares:
        target = SOONER if share == bench.plan.shares[-1] else None
        _paced(bench, f"at {share:.0%} of that", share * most, target)
    for contender in ("ours", "stock"):
        _beside_a_slow_one(bench, contender)
    _with_effect(bench)


def feed(bench: Bench, **arguments: Any) -> None:
    """Fill a queue."""
    bench.ask("raw.client", "load", **arguments)


def drained(
    bench: Bench, contender: str, kind: str, number: int, *, unlike: bool = False
) -> dict[str, float]:
    """Let a backlog grow before a closed gate, open it, and see how long so many take."""
    server = bench.contenders[f"{contender}.server"]
    server.ask("hold")
    feed(bench, number=number, unlike=unlike, **queue_of(contender, kind))
    bench.platform.rest()
    before = bench.platform.cpu()
    figures: dict[str, float] = server.ask("release", number=number)
    after = bench.platform.cpu()
    return figures | {"broker": after["broker"] - before["broker"]}


def _paced(bench: Bench, name: str, rate: float, target: Target | None) -> None:
    for contender in ("ours", "stock", "raw"):
        figures = _listened(bench, contender, rate)
        sheet, figure = bench.race("Consume"), f"publish to handler {name}"
        sheet.note(f"{figure}, p50 ms", contender, figures["p50"])
        sheet.note(f"{figure}, p99 ms", contender, figures["p99"], target)


def _listened(bench: Bench, contender: str, rate: float) -> dict[str, float]:
    number = int(rate * bench.plan.paced_seconds)
    bench.platform.rest()
    server = bench.contenders[LISTENERS[contender]]
    steady = queue_of(contender, NOTED) | {"rate": rate, "number": number}
    here = {"queue": steady["queue"]} if contender == "raw" else {}
    server.begin("listen", number=number, **here)
    bench.contenders["raw.client"].ask("pace", **steady)
    figures: dict[str, float] = server.answer()
    return figures


def _beside_a_slow_one(bench: Bench, contender: str) -> None:
    slow = queue_of(contender, SLOW)
    feed(bench, number=SLOW_BACKLOG, **slow)
    figures = _listened(bench, contender, BESIDE_RATE)
    bench.platform.empty(slow["queue"])
    name = "publish to handler beside a slow handler, p99 ms"
    bench.race("Consume").note(name, contender, figures["p99"], SOONER)


def _with_effect(bench: Bench) -> None:
    sheet, number = bench.race("Consume"), bench.plan.effects
    for contender in ("ours", "stock"):
        figures = drained(bench, contender, KEPT, number, unlike=True)
        name = "one write per event, backlog (ours recognises repeats), per s"
        sheet.note(name, contender, number / figures["seconds"])
    alone = bench.ask("ours.caller", "insert", callers=WRITERS, seconds=bench.plan.seconds)
    name = f"for comparison: the database's insert alone, {WRITERS} callers, per s"
    sheet.note(name, "ours", alone["rate"])
