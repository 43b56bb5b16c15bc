"""The payments service over fakes, fresh for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.context import Cause, begin
from tests.unit.payments.desk import Desk, registered
from tests.unit.payments.pretend import Till


@pytest.fixture
def till() -> Iterator[Till]:
    yield Till()
    begin(Cause())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A seller is known."""
    made = Desk(tmp_path)
    made.hear(registered())
    yield made
    begin(Cause())
