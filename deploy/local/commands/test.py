"""`haat test`: every quality gate and every test, on servers of their own, stopped at the end."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from deploy.local.settings import Settings

NAME = "test"
HELP = "run all checks and tests, or the named steps"
_BIN = Path(sys.executable).parent
_PYTEST = [sys.executable, "-m", "pytest", "-q"]
STEPS: dict[str, list[str]] = {
    "ruff": [str(_BIN / "ruff"), "check", "."],
    "format": [str(_BIN / "ruff"), "format", "--check", "-q", "."],
    "mypy": [str(_BIN / "mypy")],
    "imports": [str(_BIN / "lint-imports")],
    "secrets": [sys.executable, "-m", "deploy.gates.secrets_scan"],
    "advisories": [sys.executable, "-m", "deploy.gates.dependencies"],
    "unit": [*_PYTEST, "tests/unit", "tests/architecture"],
    "contract": [*_PYTEST, "tests/contract"],
    "integration": [*_PYTEST, "-m", "not image", "tests/integration"],
    "policy": [*_PYTEST, "tests/policy"],
    "attacks": [*_PYTEST, "tests/attacks"],
    "e2e": [*_PYTEST, "tests/e2e"],
    "schemathesis": [*_PYTEST, "tests/schemathesis"],
    "chaos": [*_PYTEST, "tests/chaos"],
    "image": [*_PYTEST, "-m", "image", "tests/integration"],
}
STEP_LIMIT = "25m"
"""No step takes a quarter of it; one that hangs is ended."""
OWN_PLATFORM = {
    "HAAT_VAR": os.environ.get("HAAT_TEST_VAR", "var/test"),
    "HAAT_PORT_OFFSET": os.environ.get("HAAT_TEST_PORT_OFFSET", "2000"),
    "HAAT_ENV_FILE": os.devnull,  # what is set there is not for the tests
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The steps to run; all when none is named."""
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))


def run(settings: Settings, options: argparse.Namespace) -> int:
    """0 when every step passed; each runs even if one before it failed."""
    unknown = [step for step in options.steps if step not in STEPS]
    if unknown:
        print(f"haat: no step {unknown[0]}; there are: {', '.join(STEPS)}", file=sys.stderr)
        return 2
    results = []
    try:
        for step in options.steps or STEPS:
            results.append((step, *_run(settings, step)))
    finally:
        _stop_servers(settings)
    print("\nstep          result  seconds")
    for step, passed, seconds in results:
        print(f"{step:<12}  {'passed' if passed else 'FAILED'}  {seconds:7.1f}")
    return 0 if all(passed for _, passed, _ in results) else 1


def _run(settings: Settings, step: str) -> tuple[bool, float]:
    print(f"\n── {step}", flush=True)
    begun, command = time.monotonic(), ["timeout", "--kill-after=30", STEP_LIMIT, *STEPS[step]]
    code = subprocess.run(command, cwd=settings.root, check=False).returncode
    return code == 0, time.monotonic() - begun


def _stop_servers(settings: Settings) -> None:
    subprocess.run(
        [str(_BIN / "haat"), "down"],
        cwd=settings.root,
        env=os.environ | OWN_PLATFORM,
        check=False,
    )
