"""What every aggregate's document keeps of events, over all databases of the platform."""

from collections import Counter
from typing import Any

from deploy.local.settings import SERVICES
from tests.chaos.seen import Keeper, Places
from tests.market import Market

_FIELDS = {"sequence": 1, "outbox": 1, "handled": 1}


def keepers_of(market: Market) -> Places:
    """By collection and id, of every document that counts events."""
    found: Places = {}
    for service in SERVICES:
        database = market.mongo[f"haat_{service}"]
        for name in database.list_collection_names():
            for row in database[name].find({}, _FIELDS):
                if "outbox" in row:
                    found[f"{service}.{name}", row["_id"]] = _keeper(row)
    return found


def waiting(market: Market) -> int:
    """How many aggregates have events in their outbox."""
    return sum(
        market.mongo[f"haat_{service}"][name].count_documents({"outbox.0": {"$exists": True}})
        for service in SERVICES
        for name in market.mongo[f"haat_{service}"].list_collection_names()
    )


def _keeper(row: dict[str, Any]) -> Keeper:
    handled = Counter(row["handled"])
    return Keeper(
        sequence=row["sequence"],
        outbox=[event["key"] for event in row["outbox"]],
        repeated=[id for id, times in handled.items() if times > 1],
    )
