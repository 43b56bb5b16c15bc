"""The two stores, each empty for each test: the one of unit tests and the real one."""

from collections.abc import Callable

import pytest

from chassis.memory import MemoryStore
from chassis.mongo import MongoStore
from chassis.store import Store
from tests.contract.stores.writes import THINGS


def memory(request: pytest.FixtureRequest) -> Store:
    return MemoryStore(THINGS)


def mongo(request: pytest.FixtureRequest) -> Store:
    store = MongoStore(request.getfixturevalue("database"), THINGS)
    store.prepare()
    return store


@pytest.fixture(params=[memory, mongo], ids=["memory", "mongo"])
def store(request: pytest.FixtureRequest) -> Store:
    make: Callable[[pytest.FixtureRequest], Store] = request.param
    return make(request)
