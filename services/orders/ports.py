"""What the handlers of the orders service need from the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from chassis.clock import Clock
from chassis.work import Repository
from contracts.calls import WantedLine
from contracts.values import Consignment
from services.orders.domain.coverage import Coverage
from services.orders.domain.order import Order


class Catalog(Protocol):
    """The catalogue, asked within a deadline."""

    def hold(self, order_id: str, lines: list[WantedLine], until: datetime) -> list[Consignment]:
        """Hold stock and freeze prices; a repeat answers the same, until the order is cancelled.

        Refusals are catalog's own.
        """
        ...

    def release(self, order_id: str, product_ids: Sequence[str]) -> None:
        """Give back what is held; nothing held is fine too."""
        ...


class Service(NamedTuple):
    """Whether somebody delivers to a PIN, and takes cash there."""

    served: bool
    cod: bool


class Served(Protocol):
    """Where partners deliver."""

    def at(self, pin: str) -> Service: ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    orders: Repository[Order]
    coverages: Repository[Coverage]
    catalog: Catalog
    served: Served
    clock: Clock
