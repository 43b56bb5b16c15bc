"""The table of what is kept of people agrees with the collections, indexes and tasks."""

from importlib import import_module

import pytest

from chassis.aggregate import Aggregate
from chassis.answers import KEPT_SECONDS
from chassis.store import Collection
from contracts.retention import DAY, IMPERSONAL, KEPT, Kept
from deploy.local.commands import retention
from deploy.local.settings import ROOT
from services.accounts.adapters.trail import CHECKPOINTS, RECORDS
from services.delivery.domain.shipment import ADDRESS_KEPT

SERVICES = ("accounts", "catalog", "orders", "payments", "delivery", "search", "notify")
ELSEWHERE = {("accounts", RECORDS), ("accounts", CHECKPOINTS)}


def collections(service: str) -> dict[str, Collection]:
    """Those of aggregates, and those of plain documents."""
    tables = vars(import_module(f"services.{service}.tables"))
    plain = {name: Collection(name, Aggregate, *i) for name, i in tables.get("PLAIN", {}).items()}
    return plain | {one.name: one for one in tables.values() if isinstance(one, Collection)}


def named() -> set[tuple[str, str]]:
    kept = {(row.service, name) for row in KEPT for name in row.collections}
    return kept | {(service, name) for service, names in IMPERSONAL.items() for name in names}


def test_every_collection_is_in_the_table_once():
    there = {(service, name) for service in SERVICES for name in collections(service)}
    assert named() - {("every service", "answers")} == there | ELSEWHERE
    assert sum(len(row.collections) for row in KEPT) == len(
        {(row.service, name) for row in KEPT for name in row.collections}
    )


@pytest.mark.parametrize(
    "row", [row for row in KEPT if row.way == "ttl"], ids=lambda row: row.collections[-1]
)
def test_an_index_ends_it_when_the_table_says(row: Kept):
    if row.collections == ("answers",):
        assert row.seconds == KEPT_SECONDS
        return
    found = collections(row.service)
    ends = {i.expires_after for name in row.collections for i in found[name].indexes}
    assert ends - {None} == {row.seconds}


@pytest.mark.parametrize("row", KEPT, ids=lambda row: f"{row.service}-{row.collections[0]}")
def test_nothing_that_is_kept_ends_before_its_time(row: Kept):
    if row.way == "ttl" or row.service == "every service":
        return
    found = collections(row.service)
    kept = [found[name] for name in row.collections if name in found]
    assert [i for one in kept for i in one.indexes if i.expires_after is not None] == []


def test_addresses_of_parcels_end_when_the_table_says():
    row = next(row for row in KEPT if row.way == "task")
    assert (row.collections, row.seconds) == (("shipments",), ADDRESS_KEPT.days * DAY)


def test_everything_is_said_in_both_languages():
    for row in KEPT:
        for text in (row.what, row.why, row.until, row.after_erasure):
            assert text.hi
            assert text.en


def test_the_page_is_up_to_date():
    page = (ROOT / retention.PAGE).read_text(encoding="utf-8")
    assert page == retention.page(), "run: .venv/bin/haat retention"
