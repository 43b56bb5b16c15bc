"""One run of the chaos runner: customers and faults side by side, then quiet, then the checker."""

import json
import time
from collections.abc import Callable
from typing import Any

import msgspec

from tests.chaos.broker_door import Broker
from tests.chaos.checker import Report, check
from tests.chaos.customers import Customers
from tests.chaos.evidence import before, read_evidence
from tests.chaos.faults import draw
from tests.chaos.faults_done import Harm
from tests.chaos.injector import Injector
from tests.chaos.platform import Platform
from tests.chaos.settling import await_quiet
from tests.chaos.tap import Tap, direct_amqp_url
from tests.conftest import ROOT
from tests.market import Market

RECORDS = ROOT / "var" / "chaos"
DISK_SECONDS = 90.0
Say = Callable[[str], None]


class OneRun:
    """What one seed does to the platform, and what came of it."""

    def __init__(
        self, market: Market, seed: int, orders: int, faults: int, *, pace: float = 10
    ) -> None:
        self._market, self._seed, self._orders, self._faults = market, seed, orders, faults
        self._pace = pace
        self._broker = Broker(market.settings)
        self._begun = self._last = time.monotonic()
        self.timings: dict[str, float] = {}
        self.faults: list[dict[str, Any]] = []
        self.unfinished: list[str] = []

    def say(self, text: str) -> None:
        """A line with the seconds since the start."""
        print(f"{time.monotonic() - self._begun:7.1f} s  {text}", flush=True)

    def run(self) -> Report:
        """All of it; the checker's report."""
        tap = Tap(direct_amqp_url(self._market.settings))
        tap.start()
        past = before(self._market)
        customers = Customers(self._market, self._seed, self._orders, per_second=self._pace)
        customers.prepare()
        self._took("prepared")
        with Platform(self._market.settings) as platform:
            poison = self._under_fire(platform, customers)
            self.unfinished = await_quiet(self._market, customers.told)
            self._took("quiet")
            record = tap.stop()
            evidence = read_evidence(self._market, customers.told, record, past, poison)
            self._broker.take_back(poison)
        report = check(customers.told, evidence)
        self._took("checked")
        for line in self.unfinished:
            self.say(f"unfinished: {line}")
        self._keep(customers, poison, report)
        return report

    def _under_fire(self, platform: Platform, customers: Customers) -> set[str]:
        """The orders and the faults; the ids of the poison that was put in."""
        self._await_disk(platform)
        harm = Harm(platform, self._broker, self._seed)
        faults = draw(self._seed, self._orders, self._faults)
        injector = Injector(harm, faults, self.say)
        self._took("ready")
        injector.start()
        try:
            customers.run(lambda count: self._answered(injector, count))
            self._took("answered")
            injector.finish()
        finally:
            injector.stop()
            self.faults = injector.records
        platform.await_all()
        self._took("healed")
        return harm.poison

    def _await_disk(self, platform: Platform) -> None:
        """What is fresh is not safe from a kill: see docs/adr/0016 and docs/adr/0019."""
        begun = time.time()
        checkpoint, end = platform.checkpoint, time.monotonic() + DISK_SECONDS
        while left := self._broker.unwritten(platform.queue_names):
            assert time.monotonic() < end, f"not on disk: {left}"
            time.sleep(0.2)
        while checkpoint.stat().st_mtime < begun:
            assert time.monotonic() < end, "the document store writes no checkpoint"
            time.sleep(0.2)

    def _answered(self, injector: Injector, count: int) -> None:
        injector.answered(count)
        if count % max(1, self._orders // 20) == 0:
            self.say(f"{count} of {self._orders} orders answered")

    def _took(self, what: str) -> None:
        now = time.monotonic()
        self.timings[what], self._last = round(now - self._last, 1), now
        self.say(f"{what} after {self.timings[what]:.1f} s")

    def _keep(self, customers: Customers, poison: set[str], report: Report) -> None:
        file = RECORDS / f"chaos-{self._seed}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = {
            "seed": self._seed,
            "orders": self._orders,
            "timings": self.timings,
            "counts": report.counts,
            "violations": report.violations,
            "unfinished": self.unfinished,
            "faults": self.faults,
            "poison": sorted(poison),
            "told": msgspec.to_builtins(customers.told),
        }
        file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        self.say(f"written to {file.relative_to(ROOT)}")
