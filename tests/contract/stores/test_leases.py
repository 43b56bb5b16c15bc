"""Leases: one process at a time, for as long as it goes on."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database

from chassis.lease import Lease
from tests.unit.chassis.watch import Watch

Documents = Database[dict[str, Any]]


@pytest.fixture
def watch() -> Watch:
    return Watch()


def lease(database: Documents, owner: str, watch: Watch, name: str = "sweeper") -> Lease:
    return Lease(database, name, owner, seconds=10, clock=watch)


def test_a_lease_has_one_owner(database: Documents, watch: Watch):
    assert lease(database, "host:1", watch).take()
    assert not lease(database, "host:2", watch).take()


def test_its_owner_keeps_it_while_it_takes_it_again(database: Documents, watch: Watch):
    first, second = lease(database, "host:1", watch), lease(database, "host:2", watch)
    for _ in range(4):
        assert first.take()
        assert not second.take()
        watch.seconds += 9


def test_it_passes_to_another_when_its_owner_was_still_for_long_enough(
    database: Documents, watch: Watch
):
    first, second = lease(database, "host:1", watch), lease(database, "host:2", watch)
    assert first.take()
    assert not second.take()
    watch.seconds += 9.999
    assert not second.take()  # to the end, and not before
    watch.seconds += 0.001
    assert second.take()
    assert not first.take()


def test_whoever_comes_new_watches_for_the_whole_time_first(database: Documents, watch: Watch):
    assert lease(database, "host:1", watch).take()
    watch.seconds += 3600  # on the newcomer's machine: nothing follows from it
    newcomer = lease(database, "host:2", watch)
    assert not newcomer.take()
    watch.seconds += 10
    assert newcomer.take()


def test_leases_of_other_names_do_not_meet(database: Documents, watch: Watch):
    assert lease(database, "host:1", watch).take()
    assert lease(database, "host:2", watch, "expire_orders").take()


def test_of_many_that_ask_at_once_one_gets_it(database: Documents, watch: Watch):
    owners = [f"host:{number}" for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda owner: lease(database, owner, watch).take(), owners))
    assert got.count(True) == 1
    (kept,) = database["leases"].find()
    assert kept["owner"] == owners[got.index(True)]


def test_of_many_that_see_it_stale_at_once_one_gets_it(database: Documents, watch: Watch):
    lease(database, "host:0", watch).take()
    heirs = [lease(database, f"host:{number}", watch) for number in range(1, 9)]
    assert not any(heir.take() for heir in heirs)
    watch.seconds += 10
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(Lease.take, heirs))
    assert got.count(True) == 1
