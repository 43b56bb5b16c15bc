"""The tiny market of these tests, fresh for each."""

from collections.abc import Iterator

import pytest

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.memory import MemoryStore
from tests.unit.chassis.market import Frozen, Kept, Ports, market, memory


@pytest.fixture(autouse=True)
def no_cause() -> Iterator[None]:
    begin(Cause())
    yield
    begin(Cause())


@pytest.fixture
def clock() -> Frozen:
    return Frozen()


@pytest.fixture
def store() -> MemoryStore:
    return memory()


@pytest.fixture
def outbox() -> Kept:
    return Kept()


@pytest.fixture
def app(store: MemoryStore, outbox: Kept, clock: Frozen) -> Application[Ports]:
    return market(store, outbox, clock)
