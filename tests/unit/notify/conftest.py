"""The notify service on the memory store, with channels that tests can break."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from chassis.application import Application
from chassis.context import Cause, begin, current
from chassis.memory import MemoryStore
from chassis.store import Document, Write
from chassis.work import Work
from contracts.accounts import AccountUpdated
from contracts.message import Event
from services.notify.domain.notice import Notice
from services.notify.handlers import HANDLERS
from services.notify.ports import Ports
from services.notify.tables import CONTACTS, NOTICES
from services.notify.telling import Teller
from tests.unit.notify.events import BUYER, OTHER, SELLER, registered

NOON = datetime(2025, 11, 3, 6, 30, tzinfo=UTC)


class HeldClock:
    """Stands still."""

    def now(self) -> datetime:
        return NOON


class KeptSms:
    """Keeps what was sent; `broken` is raised instead."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.broken: Exception | None = None

    def send(self, to: str, text: str, key: str) -> None:
        if self.broken:
            raise self.broken
        self.sent.append((to, text, key))


class KeptMail:
    """Keeps what was sent; `broken` is raised instead."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str, str]] = []
        self.broken: Exception | None = None

    def send(self, to: str, subject: str, body: str, key: str) -> None:
        if self.broken:
            raise self.broken
        self.sent.append((to, subject, body, key))


class CountingStore(MemoryStore):
    """Counts its writes."""

    writes = 0

    def insert(self, write: Write) -> None:
        self.writes += 1
        super().insert(write)

    def update(self, write: Write) -> None:
        self.writes += 1
        super().update(write)


class NoOutbox:
    """Forgets: events are looked at in the store."""

    def offer(self, write: Write) -> None:
        return


class World:
    """The service and what is around it."""

    def __init__(self, store: CountingStore | None = None) -> None:
        self.sms, self.mail = KeptSms(), KeptMail()
        self.store = store or CountingStore(CONTACTS, NOTICES)
        self.app = Application(
            "notify", self.store, HANDLERS, self._ports, outbox=NoOutbox(), clock=HeldClock()
        )
        self.teller = Teller(self.app.handle)

    def _ports(self, work: Work) -> Ports:
        return Ports(
            contacts=work.repository(CONTACTS),
            notices=work.repository(NOTICES),
            sms=self.sms,
            mail=self.mail,
            clock=HeldClock(),
        )

    def hear(self, event: Event, event_id: str = "evt_1", sequence: int = 1) -> None:
        """As the door would: contacts are handled, all else is told to people."""
        before = current()
        cause = Cause(correlation_id="req_1", event_id=event_id, causation_id=event_id)
        begin(msgspec.structs.replace(cause, sequence=sequence))
        try:
            if type(event) in HANDLERS:
                self.app.handle(event)
            else:
                self.teller.tell(event)
        finally:
            begin(before)

    def know(self, person_id: str, **known: Any) -> None:
        """accounts told of that person."""
        self.hear(registered(person_id, **known), event_id=f"evt_{person_id}")

    def notice(self, person_id: str, template: str, event_id: str = "evt_1") -> Document | None:
        return self.store.get("notices", Notice.id_of(event_id, person_id, template))

    def status(self, person_id: str, template: str) -> tuple[str, dict[str, str]]:
        """Of the notice, and of each of its copies."""
        kept = self.notice(person_id, template)
        assert kept is not None
        return kept["status"], {name: copy["status"] for name, copy in kept["copies"].items()}

    def published(self, person_id: str, template: str) -> list[tuple[str, dict[str, Any]]]:
        """Key and body of the notice's events."""
        found = self.store.events("notices", Notice.id_of("evt_1", person_id, template))
        assert {event.headers["cloudEvents:causationid"] for event in found} <= {"evt_1"}
        return [(event.key, json.loads(event.body)) for event in found]


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def people(world: World) -> World:
    """A buyer with e-mail, two sellers without."""
    world.know(BUYER, name="सुनीता देवी", email="sunita@deoghar.example", phone="+919800000001")
    world.know(SELLER, phone="+919800000002")
    world.know(OTHER, phone="+919800000003", language="en")
    return world


def updated(person_id: str, **known: Any) -> AccountUpdated:
    """What a person changed to."""
    base = {"person_id": person_id, "phone": "+919800000009", "language": "en"}
    return AccountUpdated(**(base | known))
