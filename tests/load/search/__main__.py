"""`make bench-search`: measures, prints the tables, writes them to `var/bench-search.md`."""

import argparse
import json
import os
import platform as machine
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from tests.load.search.indexing import Indexed, indexed, nothing_left
from tests.load.search.job import Job, Outcome
from tests.load.search.platform import Servers, servers
from tests.load.search.report import lines

ROOT: Final = Path(__file__).parents[3]
FILE: Final = ROOT / "var" / "bench-search.md"
CALLERS: Final = (1, 8, 32)
POPULAR: Final = 2_000
"""As many as the service keeps at most."""


def main() -> int:
    """Speed is told, never asserted."""
    options = _arguments().parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun, before = time.monotonic(), os.getloadavg()[0]
    with servers() as own, nothing_left(own):
        filled = [_indexed(own, size) for size in options.sizes]
        outcome = _asked(own, filled, options)
    took = f"{options.rounds} round(s) in {time.monotonic() - begun:.0f} s"
    load = f"load before {before:.1f}, after {os.getloadavg()[0]:.1f}"
    _write(f"{took} on {os.cpu_count()} cores ({machine.machine()}); {load}.", filled, outcome)
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.load.search", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=(1_000, 10_000, 100_000))
    parser.add_argument("--callers", type=_numbers, default=CALLERS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="of one measurement, at least")
    parser.add_argument("--warm", type=float, default=10.0, help="seconds before the first one")
    parser.add_argument("--popular", type=int, default=POPULAR, help="queries that many asked")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(","))


def _indexed(own: Servers, size: int) -> Indexed:
    print(f"indexing {size:,} products", file=sys.stderr, flush=True)
    return indexed(own, size)


def _asked(own: Servers, filled: Sequence[Indexed], options: argparse.Namespace) -> Outcome:
    """What the asking process tells; it has greenlets, as a service has, and we have none."""
    job = Job(
        url=own.elasticsearch,
        indexes={one.size: one.name for one in filled},
        callers=options.callers,
        rounds=options.rounds,
        seconds=options.seconds,
        warm=options.warm,
        popular=options.popular,
    )
    asking = [sys.executable, "-m", "tests.load.search.process"]
    done = subprocess.run(
        asking, cwd=ROOT, input=msgspec.json.encode(job), stdout=subprocess.PIPE, check=True
    )
    return msgspec.json.decode(done.stdout, type=Outcome)


def _write(head: str, filled: Sequence[Indexed], outcome: Outcome) -> None:
    text = "\n".join(["# Search, measured", "", head, "", *lines(filled, outcome)])
    FILE.write_text(text, encoding="utf-8")
    raw = {"indexed": [one._asdict() for one in filled], **msgspec.to_builtins(outcome)}
    FILE.with_suffix(".json").write_text(
        json.dumps(raw, indent=1, ensure_ascii=False), encoding="utf-8"
    )
    print(text)


if __name__ == "__main__":
    sys.exit(main())
