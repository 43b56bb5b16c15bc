"""The payments service over fakes, fresh for each test."""

from collections.abc import Iterator

import pytest

from chassis.context import Cause, begin
from tests.unit.payments.pretend import Till


@pytest.fixture
def till() -> Iterator[Till]:
    yield Till()
    begin(Cause())
