"""A tiny service of the tests: stalls with pieces on them."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NamedTuple

from chassis.aggregate import Aggregate, Moves
from chassis.application import Application, Outbox
from chassis.clock import Clock
from chassis.errors import Conflict
from chassis.memory import MemoryStore
from chassis.store import Collection, Index, Store, Write
from chassis.work import Repository, Work
from contracts.catalog import ProductPaused, StockChanged
from contracts.message import Message
from contracts.values import Text

NOW = datetime(2025, 10, 14, 5, 30, 0, 250_000, tzinfo=UTC)


class Frozen:
    """A clock that stands until it is told to go on."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class Kept:
    """An outbox that keeps what it is offered."""

    def __init__(self) -> None:
        self.writes: list[Write] = []

    def offer(self, write: Write) -> None:
        self.writes.append(write)


class Stall(Aggregate):
    """So many pieces, seen at a time."""

    MOVES: ClassVar[Moves] = {"open": {"closed"}, "closed": set()}

    pieces: int
    seen_at: datetime
    owner: str = ""


class SoldOut(Conflict):
    """Not so many pieces there."""

    text = Text(hi="इतने नग नहीं हैं।", en="There are not so many pieces.")


class Put(Message):
    """Put so many pieces on a stall, opening it where there is none."""

    stall_id: str
    pieces: int
    owner: str = ""


class Sell(Message):
    """Sell so many, one by one: each is a fact of its own."""

    stall_id: str
    pieces: int


class Close(Message):
    """Close a stall, telling nobody twice."""

    stall_id: str


class Look(Message):
    """Only look."""

    stall_id: str


class Ports(NamedTuple):
    """The stalls, and the time."""

    stalls: Repository[Stall]
    clock: Clock


STALLS = Collection("stalls", Stall, Index(fields=("owner",)))


def put(command: Put, ports: Ports) -> int:
    stall = ports.stalls.find(command.stall_id)
    if stall is None:
        stall = Stall(
            id=command.stall_id,
            status="open",
            pieces=0,
            seen_at=ports.clock.now(),
            owner=command.owner,
        )
        ports.stalls.add(stall)
    stall.pieces += command.pieces
    stall.facts.append(StockChanged(product_id=stall.id, free=stall.pieces))
    return stall.pieces


def sell(command: Sell, ports: Ports) -> int:
    stall = ports.stalls.get(command.stall_id)
    for _ in range(command.pieces):
        if stall.pieces == 0:
            raise SoldOut(field="pieces", allowed="0")
        stall.pieces -= 1
        stall.facts.append(StockChanged(product_id=stall.id, free=stall.pieces))
    return stall.pieces


def close(command: Close, ports: Ports) -> None:
    stall = ports.stalls.get(command.stall_id)
    stall.move_to("closed", ProductPaused(product_id=stall.id))


def look(command: Look, ports: Ports) -> int:
    return ports.stalls.get(command.stall_id).pieces


HANDLERS: dict[type[Message], Any] = {Put: put, Sell: sell, Close: close, Look: look}


def market(store: Store, outbox: Outbox, clock: Clock) -> Application[Ports]:
    """The service over this store."""

    def ports(work: Work) -> Ports:
        return Ports(stalls=work.repository(STALLS), clock=clock)

    return Application("market", store, HANDLERS, ports, outbox=outbox, clock=clock)


def memory() -> MemoryStore:
    """An empty store of stalls."""
    return MemoryStore(STALLS)
