"""Leases: one process at a time, for as long as it says."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database

from chassis.mongo import take_lease
from tests.unit.chassis.market import Frozen

Documents = Database[dict[str, Any]]


@pytest.fixture
def clock() -> Frozen:
    return Frozen()


def test_a_lease_has_one_owner(database: Documents, clock: Frozen):
    assert take_lease(database, "sweeper", "host:1", clock, 10)
    assert not take_lease(database, "sweeper", "host:2", clock, 10)


def test_its_owner_may_take_it_again_and_longer(database: Documents, clock: Frozen):
    take_lease(database, "sweeper", "host:1", clock, 10)
    clock.forward(9)
    assert take_lease(database, "sweeper", "host:1", clock, 10)
    clock.forward(9)
    assert not take_lease(database, "sweeper", "host:2", clock, 10)


def test_when_its_time_is_over_another_may_have_it(database: Documents, clock: Frozen):
    take_lease(database, "sweeper", "host:1", clock, 10)
    clock.forward(10)
    assert not take_lease(database, "sweeper", "host:2", clock, 10)  # to the end, and not before
    clock.forward(0.001)
    assert take_lease(database, "sweeper", "host:2", clock, 10)
    assert not take_lease(database, "sweeper", "host:1", clock, 10)


def test_leases_of_other_names_do_not_meet(database: Documents, clock: Frozen):
    assert take_lease(database, "sweeper", "host:1", clock, 10)
    assert take_lease(database, "expire_orders", "host:2", clock, 10)


def test_of_many_that_ask_at_once_one_gets_it(database: Documents, clock: Frozen):
    owners = [f"host:{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        got = list(
            pool.map(lambda owner: take_lease(database, "sweeper", owner, clock, 10), owners)
        )
    assert got.count(True) == 1
    (kept,) = database["leases"].find()
    assert kept["owner"] == owners[got.index(True)]
