"""Every door for events has tests of what comes twice, late and early.

They stand in `tests/unit/<service>/test_any_order.py`. The name of such a test begins with the
event, then says which case it is: `test_payment_captured_twice_confirms_once`. One test for
several events names them by parameter: `test_a_parcels_step_twice_…[shipment.created]`.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers
from pathlib import Path

import pytest
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR as DOORS

from chassis.runtime.consume import ConsumeEvent

ROOT = Path(__file__).parent.parent.parent
CASES = ("twice", "late", "early")


def doors() -> Iterator[tuple[str, str]]:
    """Service and wire name of every event that a service consumes."""
    for path in sorted((ROOT / "services").glob("*/entrypoints/service.py")):
        service = import_module(f"services.{path.parent.parent.name}.entrypoints.service").SERVICE
        for _, method in getmembers(service, callable):
            for door in getattr(method, DOORS, ()):
                if isinstance(door, ConsumeEvent):
                    yield service.name, door.event.wire_name()


@pytest.fixture(scope="module")
def tests() -> list[tuple[str, str]]:
    """Service and name, with its parameter, of every test of what comes in any order."""
    paths = [str(path) for path in sorted(ROOT.glob("tests/unit/*/test_any_order.py"))]
    listing = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert listing.returncode == 0, listing.stdout + listing.stderr
    return re.findall(r"^tests/unit/(\w+)/test_any_order\.py::(.+)$", listing.stdout, re.M)


def is_about(name: str, event: str, case: str) -> bool:
    """Whether the test is about that event, by its name or its parameter, and that case."""
    test, _, parameter = name.partition("[")
    named = test.startswith(f"test_{event.replace('.', '_')}_{case}_")
    return named or (f"_{case}_" in test and event in parameter.rstrip("]").split("-"))


def test_there_are_doors():
    assert len(list(doors())) >= 44


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(("service", "event"), list(doors()))
def test_what_comes_in_any_order_is_tested(
    tests: list[tuple[str, str]], service: str, event: str, case: str
):
    if not any(where == service and is_about(name, event, case) for where, name in tests):
        place = f"tests/unit/{service}/test_any_order.py"
        pytest.fail(f"{place} does not say what happens when {event} comes {case}")
