"""Every hot query has its index: nothing scans a collection."""

import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pymongo
import pytest
from pymongo.database import Database
from pymongo.monitoring import CommandListener, CommandStartedEvent

import services
from chassis.mongo import MongoStore, ensure_index
from chassis.people import Grant, Person
from chassis.store import Collection, Index
from services.catalog import tables as catalog_tables
from services.catalog.queries import catalogue, products, sellers
from services.orders import queries as orders
from services.orders import tables as orders_tables
from services.orders.adapters.served import KeptCoverage
from services.payments import payout_queries as payouts
from services.payments import queries as payments
from services.payments import tables as payments_tables
from services.payments.domain.payout_account import PayoutAccount
from tests.unit.payments.desk import Desk, registered

Documents = Database[dict[str, Any]]
NOW = datetime(2025, 10, 14, 5, 30, tzinfo=UTC)
BASE = (Grant(role="buyer"), Grant(role="seller"))
STAFF: tuple[tuple[Grant, ...], ...] = (
    (),
    (Grant(role="officer", area="district:324", kind="field"),),
    (Grant(role="auditor", area="district:324"), Grant(role="auditor", area="block:9")),
    (Grant(role="admin"),),
)


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


def test_no_list_of_the_catalogue_scans(database: Documents, mongo_url: str):
    MongoStore(database, catalog_tables.SELLERS, catalog_tables.PRODUCTS).prepare()
    asked = Asked()
    people = [None, *(Person(id="per_1", grants=[*BASE, *more]) for more in STAFF)]
    wishes = [
        products.ProductWish(seller_id=seller_id, status=status)
        for seller_id in ("", "sel_1")
        for status in ("", "live", "submitted")
    ]
    with pymongo.MongoClient[dict[str, Any]](mongo_url, event_listeners=[asked]) as client:
        watched = client[database.name]
        for person in people:
            for status in ("", "approved", "submitted"):
                sellers.sellers_for(watched, person, status, "", 20)
            for wish in wishes:
                products.products_for(watched, person, wish, after="", limit=20)
        catalogue.catalogue_page(watched, "prd_1", 20)
        catalogue.catalogue_of(watched, ["prd_1"])
    lists = [wanted for wanted in asked.filters if "$gt" in wanted[1].get("_id", {})]
    assert len(lists) == 48  # some lists are for nobody, some ask once for each area
    assert [wanted for wanted in asked.filters if scans(database, *wanted)] == []


def test_no_read_of_payout_accounts_scans(database: Documents, mongo_url: str, tmp_path: Path):
    tables = (payments_tables.PAYEES, payments_tables.PAYOUT_ACCOUNTS)
    MongoStore(database, *tables).prepare()
    asked, desk = Asked(), Desk(tmp_path)
    desk.hear(registered())
    desk.enter()
    account = msgspec.convert(desk.account() | {"id": "pac_1"}, PayoutAccount)
    people = [Person(id="per_1", grants=[*BASE, *more]) for more in STAFF]
    with pymongo.MongoClient[dict[str, Any]](mongo_url, event_listeners=[asked]) as client:
        watched = client[database.name]
        for person in people:
            known = watched, desk.vault, person
            payouts.for_reader(*known, "", after="", limit=20)
            payouts.for_reader(*known, "entered", after="", limit=20)
        payouts._page(*known, [{"seller_id": "sel_1"}], after="", limit=20)
        payouts.shared_with(watched, desk.vault, account)
        payouts.due(watched, NOW)
        payouts.sealed_under(watched, ["old"], 20)
    assert len(asked.filters) == len(people) + (0 + 1 + 2 + 1) + 4  # one for each area of staff
    assert [wanted for wanted in asked.filters if scans(database, *wanted)] == []


def _run(read: Any) -> None:
    try:
        read()
    except (orders.OrderNotFound, payments.PaymentNotFound):
        return


def test_an_index_whose_end_has_changed_is_made_anew(database: Documents):
    for seconds in (3_600, 7_200, 7_200):
        ensure_index(database["logins"], Index(fields=("at",), expires_after=seconds))
    assert database["logins"].index_information()["at_1"]["expireAfterSeconds"] == 7_200
