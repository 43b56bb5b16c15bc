"""The audit trail in a database of each test's own."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from services.accounts.adapters.trail import MongoTrail
from tests.integration.accounts.live import Live, running_accounts
from tests.unit.accounts.conftest import HeldClock
from tests.unit.accounts.trail_kit import action

Documents = Database[dict[str, Any]]


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def trail(database: Documents, clock: HeldClock) -> MongoTrail:
    trail = MongoTrail(database, clock)
    trail.prepare()
    return trail


@pytest.fixture
def thirty(trail: MongoTrail, clock: HeldClock) -> None:
    """Ten actions in each of three districts, a minute apart; three actors, two actions."""
    for number in range(1, 31):
        place = 323 + (number - 1) // 10
        trail.append(
            action(
                number,
                actor_id=f"per_{number % 3}",
                action="order.cancel" if number % 2 else "seller.decide",
                object_id=f"obj_{number % 5}",
                areas=[f"district:{place}", "state:20"],
            )
        )
        clock.at += timedelta(minutes=1)


@pytest.fixture(scope="session")
def accounts(servers: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The service as a process, with a sandbox of its own."""
    with running_accounts(tmp_path_factory.mktemp("accounts")) as live:
        yield live
