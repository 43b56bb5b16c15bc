"""What services ask each other: orders asks catalog to hold stock and freeze prices, accounts asks
orders what is still under way before it forgets a person."""

from contracts.message import Message
from contracts.values import Consignment, Instant, Pieces, Text


class WantedLine(Message):
    """So many pieces of a product."""

    product_id: str
    quantity: Pieces


class HoldStock(Message):
    """Hold these for an order until then; a repeat for the same order answers the same."""

    order_id: str
    lines: list[WantedLine]
    until: Instant


class HeldStock(Message):
    """What is held, at the prices of now, one consignment per seller."""

    consignments: list[Consignment]


class ReleaseStock(Message):
    """Give back what is held of these products for an order; nothing held is fine too."""

    order_id: str
    product_ids: list[str]


class CountOrders(Message):
    """How many orders a person buys or sells in that are open, or can still be returned."""

    person_id: str


class OrderCount(Message):
    """So many."""

    under_way: int


class CallRefused(Message):
    """The answer to a call that was refused: what an HTTP caller would be told."""

    code: str
    status: int
    text: Text
    field: str = ""
    allowed: str = ""
