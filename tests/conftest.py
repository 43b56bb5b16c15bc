"""What all tests share: none but unit tests run without sockets; servers are started on demand."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.context import Cause, begin

pytest_plugins = ["tests.servers"]
ROOT = Path(__file__).parent.parent
TEST_ENVIRONMENT = {
    "HAAT_VAR": os.environ.get("HAAT_TEST_VAR", "var/test"),
    "HAAT_PORT_OFFSET": os.environ.get("HAAT_TEST_PORT_OFFSET", "2000"),
    "HAAT_ENV_FILE": os.devnull,
}
"""The tests' own platform runs beside a demo."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Unit tests may not open sockets."""
    for item in items:
        if (ROOT / "tests" / "unit") in item.path.parents:
            item.add_marker(pytest.mark.disable_socket)


@pytest.fixture(autouse=True)
def nobody_acts_afterwards() -> Iterator[None]:
    """Where doors are called in the test's own context, who asked last is forgotten."""
    yield
    begin(Cause())


def haat(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the `haat` command on the tests' platform."""
    command = [str(Path(sys.executable).parent / "haat"), *arguments]
    environment = os.environ | TEST_ENVIRONMENT
    return subprocess.run(
        command, cwd=ROOT, env=environment, check=check, capture_output=True, text=True
    )


@pytest.fixture(scope="session")
def haat_command():
    """The `haat` command on the tests' platform, as a function."""
    return haat
