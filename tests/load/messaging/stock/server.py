"""The service on stock nameko that handles events and answers calls."""

import os
from typing import Any

import eventlet
import pymongo
from nameko.events import event_handler
from nameko.rpc import rpc

from tests.load.messaging.stock.service import start
from tests.load.messaging.tally import Tally
from tests.load.messaging.wire import FILLING, RUN, SLOW_SECONDS, STOCK

TALLY = Tally()
THINGS: Any = pymongo.MongoClient(
    os.environ["HAAT_MONGO_URL"], w="majority", journal=True, connect=False
)[f"haat_{RUN}s"]["things"]


class Server:
    """Its doors."""

    name = STOCK

    @event_handler(STOCK, "thing.noted")
    def on_noted(self, event: dict[str, Any]) -> None:
        TALLY.took(event["at"])

    @event_handler(STOCK, "thing.kept")
    def on_kept(self, event: dict[str, Any]) -> None:
        THINGS.insert_one({"_id": event["thing_id"], "filling": event["filling"]})
        TALLY.took(event["at"])

    @event_handler(STOCK, "thing.slow")
    def on_slow(self, event: dict[str, Any]) -> None:
        eventlet.sleep(SLOW_SECONDS)

    @rpc
    def how_many(self, question: dict[str, Any]) -> dict[str, Any]:
        return {"things": 1, "filling": FILLING}


def commands() -> dict[str, Any]:
    """Start the service; what it can be told to do."""
    start(Server)
    return TALLY.commands()
