"""The search service without servers: its pipeline over an index in a dict."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from chassis.application import Application
from chassis.context import Cause, begin
from chassis.memory import MemoryStore
from chassis.store import Write
from contracts.message import Message
from services.search.handlers import HANDLERS
from services.search.ports import Ports
from tests.unit.search.listings import NOW, DictIndex

Hear = Callable[..., Any]


class StoodClock:
    """Says `NOW`."""

    def now(self) -> datetime:
        return NOW


class NoOutbox:
    """Search writes no aggregate, so nothing is ever offered."""

    def offer(self, write: Write) -> None:
        raise AssertionError(write)


@pytest.fixture
def index() -> DictIndex:
    return DictIndex()


@pytest.fixture
def hear(index: DictIndex) -> Hear:
    """Handle a message as the event of that sequence."""
    ports = Ports(index=index, clock=StoodClock())
    app = Application("search", MemoryStore(), HANDLERS, lambda work: ports, outbox=NoOutbox())

    def handle(message: Message, sequence: int = 1) -> None:
        begin(Cause(event_id=f"evt_{sequence}", sequence=sequence))
        try:
            app.handle(message)
        finally:
            begin(Cause())

    return handle
