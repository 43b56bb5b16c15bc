"""Measure everything, round after round, and write the tables. Speed is told, never asserted."""

import argparse
import os
import platform as machine
import signal
import sys
import time
from collections.abc import Callable

from tests.load.messaging import asking, consuming, growing, publishing
from tests.load.messaging.bench import Bench
from tests.load.messaging.contender import Broken
from tests.load.messaging.plan import QUICK, WHOLE
from tests.load.messaging.platform import Platform

Step = Callable[[Bench], None]
STEPS: dict[str, Step] = {
    "publish": publishing.publish,
    "consume": consuming.consume,
    "ask": asking.ask,
    "queue": growing.queue,
    "outboxes": growing.outboxes,
}
ARGUMENTS = argparse.ArgumentParser(prog="python -m tests.load.messaging", description=__doc__)
ARGUMENTS.add_argument("--quick", action="store_true", help="one short round")
ARGUMENTS.add_argument("--only", choices=STEPS, help="one of the measurements alone")


def main() -> int:
    """0 unless something could not be measured."""
    options = ARGUMENTS.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bench = Bench(QUICK if options.quick else WHOLE, Platform())
    begun, before = time.monotonic(), _load()
    try:
        bench.start()
        failures = _measure(bench, [options.only] if options.only else list(STEPS), begun)
    finally:
        bench.end()
    took = f"{bench.plan.rounds} round(s) in {time.monotonic() - begun:.0f} s"
    cores = f"{os.cpu_count()} cores ({machine.machine()})"
    file = bench.write(f"{took} on {cores}; load before {before}, after {_load()}.")
    print(f"not reached: {'; '.join(bench.missed()) or 'none'}\nwritten to {file}")
    for failure in failures:
        print(f"could not measure {failure}", file=sys.stderr)
    return 1 if failures else 0


def _measure(bench: Bench, names: list[str], begun: float) -> list[str]:
    """Round after round; what could not be measured. After a failure everybody begins afresh."""
    failures = []
    for turn in range(1, bench.plan.rounds + 1):
        for name in names:
            took = f"{time.monotonic() - begun:4.0f} s"
            print(f"{took}  round {turn} of {bench.plan.rounds}: {name}", file=sys.stderr)
            try:
                STEPS[name](bench)
            except (Broken, AssertionError) as broken:
                failures.append(f"{name}: {broken}")
                bench.end()
                bench.start()
    return failures


def _load() -> str:
    """How busy the machine was in the last minute: a reader judges by it."""
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
