"""`make chaos`: orders under faults, one run for each seed; 1 when an invariant is broken.

python -m tests.chaos.run --seed 7 --orders 1000 --faults 20
"""

import argparse
import random
import shutil
import sys

from deploy.local.settings import load_settings
from tests.chaos.one_run import OneRun
from tests.conftest import TEST_ENVIRONMENT, haat
from tests.market import Market


def main() -> int:
    """0 when every invariant held for every seed."""
    options = _options()
    broken = [seed for seed in options.seed if not _holds(seed, options)]
    for seed in options.seed:
        print(f"seed {seed}: {'BROKEN' if seed in broken else 'every invariant holds'}")
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", help="by default one is drawn")
    parser.add_argument("--orders", type=int, default=300)
    parser.add_argument("--faults", type=int, default=15)
    parser.add_argument("--pace", type=float, default=10, help="orders asked for per second")
    parser.add_argument(
        "--fresh", action="store_true", help="begin each run on a platform without data"
    )
    options = parser.parse_args()
    options.seed = options.seed or [random.SystemRandom().randrange(10**6)]
    return options


def _holds(seed: int, options: argparse.Namespace) -> bool:
    print(f"seed {seed}: {options.orders} orders, {options.faults} faults", flush=True)
    if options.fresh:
        _remove_data()
    market = Market()
    run = OneRun(market, seed, options.orders, options.faults, pace=options.pace)
    try:
        report = run.run()
    finally:
        market.close()
    holds = report.holds and not run.unfinished
    print(report.text())
    print(f"seed {seed}: {'every invariant holds' if holds else 'BROKEN'}", flush=True)
    if options.fresh and holds:
        _remove_data()
    return holds


def _remove_data() -> None:
    """Stop the platform and remove all it has; what broke an invariant is left to be looked at."""
    haat("down")
    var = load_settings(TEST_ENVIRONMENT).var
    for entry in var.iterdir() if var.exists() else ():
        if entry.name.startswith("chaos-"):
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


if __name__ == "__main__":
    sys.exit(main())
