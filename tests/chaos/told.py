"""What the clients were told: all that the checker knows besides what it can look up itself."""

from pathlib import Path
from typing import Literal

import msgspec

Card = Literal["good", "declined", "bank", ""]
"""A card that pays, one that never does, one whose bank is never answered; none for cash."""


class Goods(msgspec.Struct):
    """A product that was loaded for the run, so many pieces of it at a price in paise."""

    product_id: str
    seller_person_id: str
    loaded: int
    price: int


class Person(msgspec.Struct):
    """Somebody of the run, buyer or seller; who has an e-mail address hears more."""

    person_id: str
    phone: str
    email: str = ""


class Answer(msgspec.Struct, frozen=True):
    """How a request ended: HTTP status (0: no answer until the deadline) and what it said."""

    status: int
    order_id: str = ""
    state: str = ""
    total: int = 0
    code: str = ""
    tries: int = 1
    at: float = 0.0


class Asked(msgspec.Struct):
    """An order that somebody asked for under one key, however often, and what they were told."""

    key: str
    person_id: str
    lines: dict[str, int]
    card: Card
    placed: Answer = Answer(0)
    again: list[Answer] = []
    """Answers to the same request under the same key, after it was answered."""
    cancelled: Answer | None = None
    """The answer to a cancellation; None where none was asked for."""

    @property
    def accepted(self) -> bool:
        return self.placed.status == 201

    @property
    def refused(self) -> bool:
        """A clear no, which must have had no effect."""
        return 400 <= self.placed.status < 500

    @property
    def order_id(self) -> str:
        return self.placed.order_id


class Told(msgspec.Struct):
    """Everything that was said to the clients of one run; products and people by their ids."""

    run: str
    goods: dict[str, Goods] = {}
    people: dict[str, Person] = {}
    asked: list[Asked] = []

    def cost(self, asked: Asked) -> int:
        """What it must come to at the prices at which the goods were loaded."""
        return sum(self.goods[id].price * n for id, n in asked.lines.items())

    def save(self, file: Path) -> None:
        """Keep it, so that the checker can be run again."""
        file.write_bytes(msgspec.json.encode(self))


def load_told(file: Path) -> Told:
    """What `save` has kept."""
    return msgspec.json.decode(file.read_bytes(), type=Told)


MARK = "chaos "
"""Before the key in an order's address: so its document tells under which key it was asked for."""


def address_line(key: str) -> str:
    """The first line of the address of an order under that key."""
    return MARK + key


def key_in(line: str) -> str:
    """The key in the first line of an address; empty where there is none."""
    return line.removeprefix(MARK) if line.startswith(MARK) else ""
