"""Every hot query has its index: nothing scans a collection."""

import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pymongo
import pytest
from pymongo.database import Database
from pymongo.monitoring import CommandListener, CommandStartedEvent

import services
from chassis.mongo import MongoStore
from chassis.people import Person
from chassis.store import Collection
from services.orders import queries as orders
from services.orders import tables as orders_tables
from services.orders.adapters.served import KeptCoverage
from services.payments import queries as payments
from services.payments import tables as payments_tables

Documents = Database[dict[str, Any]]
NOW = datetime(2025, 10, 14, 5, 30, tzinfo=UTC)


def collections() -> Iterator[Any]:
    """Each collection of each service."""
    for package in pkgutil.iter_modules(services.__path__):
        if package.ispkg:
            try:
                tables = import_module(f"services.{package.name}.tables")
            except ModuleNotFoundError:
                continue
            for value in vars(tables).values():
                if isinstance(value, Collection):
                    yield pytest.param(value, id=f"{package.name}.{value.name}")


def stages(plan: Any) -> set[str]:
    """All stages of a plan, however deep."""
    if isinstance(plan, list):
        return set().union(*map(stages, plan))
    if not isinstance(plan, dict):
        return set()
    own = {plan["stage"]} if "stage" in plan else set()
    return own.union(*map(stages, plan.values()))


def scans(database: Documents, collection: str, wanted: dict[str, Any]) -> bool:
    """Whether the server would read the whole collection for this filter."""
    explained = database[collection].find(wanted).explain()
    found = stages(explained["queryPlanner"]["winningPlan"])
    assert found
    return "COLLSCAN" in found


def test_a_filter_without_an_index_is_seen_to_scan(database: Documents):
    database["stalls"].create_index("name")
    assert scans(database, "stalls", {"colour": "red"})
    assert not scans(database, "stalls", {"name": "peda"})


@pytest.mark.parametrize("collection", list(collections()))
def test_no_query_of_the_pipeline_and_of_no_index_scans(
    database: Documents, collection: Collection[Any]
):
    MongoStore(database, collection).prepare()
    filters: list[dict[str, Any]] = [
        {"_id": "x"},
        {"_id": "x", "version": 1},
        {"outbox.at": {"$lt": NOW}},
    ]
    filters += [dict.fromkeys(index.fields, "x") for index in collection.indexes]
    assert [wanted for wanted in filters if scans(database, collection.name, wanted)] == []


class Asked(CommandListener):
    """Remembers the filters of all finds."""

    def __init__(self) -> None:
        self.filters: list[tuple[str, dict[str, Any]]] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name == "find":
            self.filters.append((event.command["find"], dict(event.command["filter"])))

    def succeeded(self, event: Any) -> None:
        """Not of interest."""

    def failed(self, event: Any) -> None:
        """Not of interest."""


def test_no_read_of_orders_and_payments_scans(database: Documents, mongo_url: str):
    tables = (orders_tables.ORDERS, orders_tables.COVERAGES, payments_tables.PAYMENTS)
    MongoStore(database, *tables).prepare()
    asked = Asked()
    with pymongo.MongoClient[dict[str, Any]](mongo_url, event_listeners=[asked]) as client:
        watched, anjali = client[database.name], Person(id="per_1", grants=[])
        for read in (
            lambda: orders.order_for(watched, anjali, "ord_1"),
            lambda: orders.page_for(watched, anjali, "", 20),
            lambda: orders.page_for(watched, anjali, "ord_1", 20),
            lambda: orders.due(watched, NOW),
            lambda: KeptCoverage(watched).at("834009"),
            lambda: payments.payment_for(watched, anjali, "ord_1"),
            lambda: payments.stuck(watched, NOW),
        ):
            _run(read)
    assert len(asked.filters) == 10
    assert [wanted for wanted in asked.filters if scans(database, *wanted)] == []


def _run(read: Any) -> None:
    try:
        read()
    except (orders.OrderNotFound, payments.PaymentNotFound):
        return
