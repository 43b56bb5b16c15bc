"""The service on stock nameko that dispatches events and calls."""

import time
from collections.abc import Callable
from typing import Any

from nameko.events import EventDispatcher
from nameko.rpc import RpcProxy

from tests.load.messaging.crowd import again, crowd
from tests.load.messaging.figures import Figures
from tests.load.messaging.stock.service import start
from tests.load.messaging.told import telling, told
from tests.load.messaging.wire import FILLING, STOCK, STOCK_CALLER

MOST_WORKERS = 250
"""With nameko's default of 10 no more than ten could call at once."""


class Caller:
    """What its workers do."""

    name = STOCK_CALLER
    send = EventDispatcher()
    server = RpcProxy(STOCK)

    @told
    def dispatch(self, until: float) -> list[float]:
        return again(lambda: self.send("thing.made", body()))(until)

    @told
    def ask(self, until: float) -> list[float]:
        return again(lambda: self.server.how_many(body()))(until)


def body() -> dict[str, Any]:
    return {"thing_id": "thg_1", "at": time.monotonic(), "filling": FILLING}


def commands() -> dict[str, Callable[..., Any]]:
    """Start the service; what it can be told to do."""
    container = start(Caller, max_workers=MOST_WORKERS)

    def work(how: str, callers: int, seconds: float) -> Figures:
        return crowd(callers, seconds, telling(container, how))

    return {"work": work}
