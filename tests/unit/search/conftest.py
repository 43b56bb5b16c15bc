"""The search service without servers: its doors and pipeline over ports in memory."""

from datetime import datetime
from typing import Any

import pytest

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.memory import MemoryStore
from chassis.store import Write
from chassis.work import Work
from contracts.message import Event, Message
from services.search.domain.listing import Listing
from services.search.entrypoints.events import Events
from services.search.handlers import HANDLERS
from services.search.ports import Ports
from services.search.tables import COVERAGES, MEANINGS
from tests.unit.search.listings import NOW, DictIndex, DictSales, DictSellers, DictTitles


class StoodClock:
    """Says `NOW`."""

    def now(self) -> datetime:
        return NOW


class NoOutbox:
    """Search publishes nothing, so nothing is ever offered."""

    def offer(self, write: Write) -> None:
        raise AssertionError(write)


class Doors(Events):
    """The real doors for events, over ports in memory."""

    def __init__(self) -> None:
        self.service = self  # type: ignore[assignment]
        self.index, self.titles = DictIndex(), DictTitles()
        self.sellers, self.sales = DictSellers(), DictSales()
        self.store = MemoryStore(COVERAGES, MEANINGS)
        app = Application("search", self.store, HANDLERS, self._ports, outbox=NoOutbox())
        self.handle = app.handle

    def _ports(self, work: Work) -> Ports:
        return Ports(
            index=self.index,
            titles=self.titles,
            sellers=self.sellers,
            sales=self.sales,
            coverages=work.repository(COVERAGES),
            meanings=work.repository(MEANINGS),
            clock=StoodClock(),
        )

    def hear(self, event: Event, sequence: int = 1, id: str = "") -> None:
        """The event of that place among those of its product, its stock or its seller."""
        door = getattr(self, f"on_{event.wire_name().replace('.', '_')}")
        try:
            begin(Cause(event_id=id or f"evt_{sequence}", sequence=sequence))
            door(event)
        finally:
            begin(Cause())

    def ask(self, message: Message) -> Any:
        """A command, outside any event."""
        return self.handle(message)

    def listing(self, product_id: str = "prd_1") -> Listing:
        found = self.index.listing(product_id)
        assert found is not None
        return found

    def title(self, product_id: str = "prd_1") -> tuple[bool, bool]:
        """Whether it is kept as live, and its seller as one who may sell."""
        kept = self.titles.kept(product_id)
        assert kept is not None
        return kept["live"], kept["seller_ok"]


@pytest.fixture
def doors() -> Doors:
    return Doors()
