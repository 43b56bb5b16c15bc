"""After the last fault: waits until nothing moves any more, and names what does."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import requests
from pymongo.errors import PyMongoError

from tests.chaos import broker
from tests.chaos.keepers import waiting
from tests.chaos.told import Told, key_in
from tests.market import Market

LOOK_SECONDS = 3.0
QUIET_LOOKS = 5
"""The broker's own counts are up to five seconds old."""
MOVING = (
    ("haat_payments", "payments", ("waiting", "pending", "leaving")),
    ("haat_delivery", "shipments", ("picked_up", "in_transit", "out_for_delivery")),
    ("haat_notify", "notices", ("queued",)),
)


def await_quiet(market: Market, told: Told, *, seconds: float = 900) -> list[str]:
    """Look until nothing has moved for a while; what still does when the time is over."""
    end, quiet = time.monotonic() + seconds, 0
    while quiet < QUIET_LOOKS:
        try:
            let_time_pass(market, told)
            found = list(unfinished(market, told))
        except (PyMongoError, requests.RequestException, OSError) as away:
            found = [f"cannot look: {type(away).__name__}: {away}"]
        quiet = 0 if found else quiet + 1
        if found and time.monotonic() > end:
            return found
        time.sleep(LOOK_SECONDS)
    return []


def unfinished(market: Market, told: Told) -> Iterator[str]:
    """A sentence for each thing that is not at its end yet."""
    yield from _orders(market, told)
    for database, collection, statuses in MOVING:
        for status in statuses:
            if number := market.mongo[database][collection].count_documents({"status": status}):
                yield f"{number} {collection} are {status}"
    if outboxes := waiting(market):
        yield f"{outboxes} outboxes are not empty"
    for name, messages in broker.queues(market).items():
        if messages and name != broker.PARKED:
            yield f"queue {name} holds {messages} messages"


def _orders(market: Market, told: Told) -> Iterator[str]:
    """Those of the run alone."""
    for status in ("placed", "confirmed"):
        rows = market.mongo["haat_orders"]["orders"].find(
            {"status": status}, {"deliver_to.line1": 1}
        )
        mine = [row["_id"] for row in rows if told.run in key_in(row["deliver_to"]["line1"])]
        if mine:
            yield f"{len(mine)} orders are {status}, {mine[0]} among them"


def let_time_pass(market: Market, told: Told) -> None:
    """The time to pay is over for orders whose bank is never answered."""
    poor = [asked.order_id for asked in told.asked if asked.card == "bank" and asked.accepted]
    past = datetime.now(UTC) - timedelta(seconds=1)
    market.mongo["haat_orders"]["orders"].update_many(
        {"_id": {"$in": poor}, "status": "placed"}, {"$set": {"expires_at": past}}
    )
