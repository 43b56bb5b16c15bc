"""`python -m tests.schemathesis --seeds 1-10`: the API of a platform of its own, tried out.

HAAT_TEST_VAR and HAAT_TEST_PORT_OFFSET name the platform, as for all tests; what is tried out
leaves traces, so take none that others use.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import haat
from tests.market import Market
from tests.schemathesis.runner import prepare, run

UNLIMITED = {
    "HAAT_RATE_READS": "0",
    "HAAT_RATE_WRITES": "0",
    "HAAT_RATE_LIMIT": "99999r/s",
    "HAAT_LOGIN_RATE_LIMIT": "99999r/s",
}
EXAMPLES = 5


def main() -> int:
    """0 when every seed ran clean; what a run found is printed."""
    parser = argparse.ArgumentParser(prog="python -m tests.schemathesis", description=__doc__)
    parser.add_argument("--seeds", default="1-10", help="such as 7 or 1-10")
    parser.add_argument("--max-examples", type=int, default=EXAMPLES)
    parser.add_argument("--down", action="store_true", help="stop the platform at the end")
    parser.add_argument("more", nargs="*", help="after --: further options of schemathesis run")
    options = parser.parse_args()
    os.environ.update(UNLIMITED)
    try:
        failed = _seeds(Market(), options)
    finally:
        if options.down:
            haat("down")
    print(f"failed: {failed}" if failed else "all clean", flush=True)
    return 1 if failed else 0


def _seeds(market: Market, options: argparse.Namespace) -> list[int]:
    """Those that found something."""
    first, _, last = options.seeds.partition("-")
    failed = []
    for seed in range(int(first), int(last or first) + 1):
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as name:
            prepare(market, Path(name))
            kept = {"examples": options.max_examples, "more": tuple(options.more)}
            found = run(market, Path(name), seed=seed, **kept)
        failed += [seed] if found else []
        clean = "FAILED" if found else "clean"
        print(f"seed {seed}: {clean}, {time.monotonic() - begun:.0f} s", found, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
