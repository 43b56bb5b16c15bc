"""What was found when everything was over: the platform's own records, as plain values."""

from pathlib import Path

import msgspec

from tests.chaos.tap import Heard


class Part(msgspec.Struct):
    """What one seller sends of an order."""

    consignment_id: str
    seller_person_id: str
    lines: dict[str, int]
    total: int


class Order(msgspec.Struct):
    """An order as orders keeps it; `timeline` are pairs of event and consignment."""

    id: str
    key: str
    buyer_id: str
    status: str
    method: str
    parts: list[Part]
    timeline: list[tuple[str, str]]

    @property
    def total(self) -> int:
        return sum(part.total for part in self.parts)

    @property
    def lines(self) -> dict[str, int]:
        return {id: n for part in self.parts for id, n in part.lines.items()}

    def happened(self, event: str) -> bool:
        """Whether its timeline tells of that event."""
        return any(entry[0] == event for entry in self.timeline)


class Payment(msgspec.Struct):
    """The money of an order as payments keeps it, in paise."""

    id: str
    order_id: str
    status: str
    amount: int
    captured: int = 0
    refunded: int = 0
    collected: int = 0


class Parcel(msgspec.Struct):
    """A parcel as delivery keeps it; `cash` in paise is what was taken at the door."""

    id: str
    order_id: str
    consignment_id: str
    status: str
    cash: int = 0


class Stock(msgspec.Struct):
    """The pieces of a product as catalog keeps them; held and sold by order."""

    product_id: str
    free: int
    sold: int
    short: int = 0
    holds: dict[str, int] = {}
    sales: dict[str, int] = {}


class Listing(msgspec.Struct):
    """A product as search shows it."""

    product_id: str
    live: bool
    free: int
    popularity: int


class Notice(msgspec.Struct):
    """One person was to hear one thing because of one event, as notify keeps it."""

    id: str
    person_id: str
    template: str
    order_id: str
    status: str


class Charge(msgspec.Struct):
    """An attempt at somebody's money in the payment server's own record."""

    ref: str
    order_id: str
    amount: int
    status: str


class Refund(msgspec.Struct):
    """Money given back in the payment server's own record."""

    ref: str
    charge_ref: str
    amount: int
    status: str


class Letter(msgspec.Struct):
    """An SMS or e-mail that left: to which phone or address, in which words."""

    to: str
    text: str


class Keeper(msgspec.Struct):
    """What every aggregate's document keeps of events: told so far, unsent, handled twice."""

    sequence: int
    outbox: list[str] = []
    repeated: list[str] = []


class Parked(msgspec.Struct):
    """A message that was put aside: its id, from which queue, and why."""

    id: str
    queue: str
    error: str


Places = dict[tuple[str, str], Keeper]
"""By collection (`orders.orders`) and id."""


class Evidence(msgspec.Struct):
    """All of it. Orders, payments, parcels and the like are those of the run."""

    orders: list[Order] = []
    order_ids: set[str] = set()
    """Of all orders that there are, of earlier runs too."""
    payments: list[Payment] = []
    parcels: list[Parcel] = []
    cancellations: set[str] = set()
    """Orders of which delivery remembers that they are cancelled."""
    stocks: dict[str, Stock] = {}
    listings: dict[str, Listing] = {}
    notices: list[Notice] = []
    charges: list[Charge] = []
    refunds: list[Refund] = []
    texts: list[Letter] = []
    mails: list[Letter] = []
    keepers: Places = {}
    before: dict[tuple[str, str], int] = {}
    """Sequences from before the run."""
    heard: list[Heard] = []
    duplicates: int = 0
    unreadable: list[str] = []
    parked: list[Parked] = []
    poison: set[str] = set()
    queues: dict[str, int] = {}

    def order_of(self) -> dict[str, Order]:
        """The orders of the run by id."""
        return {order.id: order for order in self.orders}


def save(evidence: Evidence, file: Path) -> None:
    """Keep it, so that the checker can be run again."""
    file.write_bytes(msgspec.msgpack.encode(evidence))


def load(file: Path) -> Evidence:
    """What `save` has kept."""
    return msgspec.msgpack.decode(file.read_bytes(), type=Evidence)
