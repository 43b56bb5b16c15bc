"""A catalogue in memory that people go on changing, and search that hears of each change."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from typing import Any, cast

import msgspec
from pymongo.database import Database

from chassis.clock import SystemClock
from chassis.context import Cause, begin
from chassis.errors import Unavailable
from contracts.catalog import ProductPaused, SellerReinstated, SellerSuspended, StockChanged
from contracts.message import Message
from services.search.adapters.indexes import Indexes
from services.search.adapters.plain import prepare_plain
from services.search.adapters.reading import Shelves
from services.search.adapters.sales import KeptSales
from services.search.adapters.sellers import KeptSellers
from services.search.adapters.titles import KeptTitles
from services.search.adapters.writing import Writer
from services.search.commands import CountSale
from services.search.domain.listing import Snapshot
from services.search.handlers import HANDLERS
from services.search.ports import Ports
from services.search.rebuilding.parts import Parts
from tests.integration.search.own_indexes import OwnIndexes
from tests.unit.search.listings import published

PAGE = 60
PATIENCE_SECONDS = 300.0
PUBLISHED_AT = datetime(2026, 1, 2, tzinfo=UTC)


class Stall(msgspec.Struct):
    """A product as its seller has it; versions are the numbers of its last events."""

    seller: str
    price: int = 10_000
    live: bool = True
    version: int = 3
    free: int = 5
    stock_version: int = 2


class Bazaar:
    """`services.search.rebuilding.parts.Catalogue`; changes are told to `hear` once they stand."""

    def __init__(self, products: int, sellers: int = 7) -> None:
        self.lock = threading.Lock()
        self.stalls = {f"prd_{n:05}": Stall(f"sel_{n % sellers}") for n in range(products)}
        self.standing = {f"sel_{n}": (True, 2) for n in range(sellers)}
        self.hear: Callable[[Message, int], None] = lambda message, sequence: None
        self.between_pages: Callable[[], None] = lambda: None

    def pages(self) -> Iterator[list[Snapshot]]:
        after = ""
        while True:
            with self.lock:
                ids = sorted(id for id, s in self.stalls.items() if s.live and id > after)[:PAGE]
                page = [self._snapshot(id) for id in ids]
            yield page
            self.between_pages()
            if len(page) < PAGE:
                return
            after = ids[-1]

    def of(self, product_ids: Sequence[str]) -> dict[str, Snapshot]:
        with self.lock:
            known = [id for id in product_ids if id in self.stalls and self.stalls[id].live]
            return {id: self._snapshot(id) for id in known}

    def live(self) -> list[str]:
        with self.lock:
            return sorted(id for id, stall in self.stalls.items() if stall.live)

    def price(self, id: str, price: int) -> None:
        """Publish it, at that price."""
        with self.lock:
            stall = self.stalls.setdefault(id, Stall("sel_1", live=False, version=0))
            stall.price, stall.live, stall.version = price, True, stall.version + 1
            event, sequence = self._snapshot(id).product, stall.version
        self.hear(event, sequence)

    def pause(self, id: str) -> None:
        with self.lock:
            stall = self.stalls[id]
            stall.live, stall.version = False, stall.version + 1
            sequence = stall.version
        self.hear(ProductPaused(product_id=id), sequence)

    def restock(self, id: str, free: int) -> None:
        with self.lock:
            stall = self.stalls[id]
            stall.free, stall.stock_version = free, stall.stock_version + 1
            sequence = stall.stock_version
        self.hear(StockChanged(product_id=id, free=free), sequence)

    def turn(self, seller: str) -> None:
        """Suspend who sells, reinstate who is suspended."""
        with self.lock:
            ok, version = self.standing[seller]
            self.standing[seller] = (not ok, version + 1)
        event = (
            SellerSuspended(seller_id=seller, person_id="per_1", reason="शिकायतें")
            if ok
            else SellerReinstated(seller_id=seller)
        )
        self.hear(event, version + 1)

    def sell(self, id: str, order_id: str) -> None:
        self.hear(CountSale(product_id=id, order_id=order_id), 0)

    def anything(self, chance: random.Random) -> None:
        """Whatever people do next."""
        id = chance.choice(sorted(self.stalls))
        dice = chance.random()
        if dice < 0.35:
            self.restock(id, chance.randrange(100))
        elif dice < 0.65:
            self.price(id, chance.randrange(1_000, 90_000))
        elif dice < 0.8:
            self.pause(id)
        elif dice < 0.95:
            self.sell(id, f"ord_{chance.randrange(10**9)}")
        elif dice < 0.98:
            self.price(f"prd_{chance.randrange(90_000, 99_999)}", 5_000)
        else:
            self.turn(chance.choice(sorted(self.standing)))

    def _snapshot(self, id: str) -> Snapshot:
        stall = self.stalls[id]
        ok, version = self.standing[stall.seller]
        product = published(id, seller_id=stall.seller, price=stall.price, free=stall.free)
        return Snapshot(
            product=product,
            product_version=stall.version,
            free=stall.free,
            stock_version=stall.stock_version,
            seller_status="approved" if ok else "suspended",
            seller_version=version,
            published_at=PUBLISHED_AT,
        )


class Search:
    """One process of search over the tests' servers, without its doors.

    By a `timer` that jumps, it asks for the aliases at each change.
    """

    def __init__(
        self,
        own: OwnIndexes,
        database: Database[dict[str, Any]],
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        alias, following = own.indexes.alias, own.indexes.following
        indexes = Indexes(own.client, alias=alias, following=following, timer=timer)
        self.ports = SimpleNamespace(  # what events ask for
            index=Writer(own.client, indexes),
            titles=KeptTitles(database),
            sellers=KeptSellers(database),
            sales=KeptSales(database),
            clock=SystemClock(),
        )

    def hear(self, message: Message, sequence: int) -> None:
        """As its doors do."""
        begin(Cause(sequence=sequence))
        try:
            HANDLERS[type(message)](message, cast(Ports, self.ports))
        finally:
            begin(Cause())


class Queues:
    """What the broker does: a message that could not be handled comes again, until it is."""

    def __init__(self, processes: list[Search]) -> None:
        self._processes, self._turn = processes, count()
        self.failures = 0

    def hear(self, message: Message, sequence: int) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                number = next(self._turn) % len(self._processes)
                return self._processes[number].hear(message, sequence)
            except Unavailable:
                self.failures += 1
                assert time.monotonic() < deadline
                time.sleep(0.05)


def parts_of(own: OwnIndexes, database: Database[dict[str, Any]], bazaar: Bazaar) -> Parts:
    """What a rebuild of these indexes stands on."""
    prepare_plain(database)
    return Parts(
        catalogue=bazaar,
        shelves=Shelves(own.client, own.indexes),
        titles=KeptTitles(database),
        sellers=KeptSellers(database),
        sales=KeptSales(database),
    )
