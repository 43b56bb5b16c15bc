"""What both services on the chassis are made of: things in a database, and their pipeline."""

import time
from typing import Any, ClassVar, NamedTuple

from eventlet.event import Event as Signal
from nameko.containers import ServiceContainer

from chassis import log
from chassis.aggregate import Aggregate, Moves
from chassis.assembly import Assembly, Broker
from chassis.settings import ServiceSettings, read
from chassis.store import Collection
from chassis.work import Repository, Work
from contracts.message import Message
from contracts.registry import EVENTS
from tests.load.messaging import wire
from tests.load.messaging.wire import ThingKept, ThingMade

EVENTS.update(wire.EVENTS)
MOST_WORKERS = 1_000
NOWHERE = "nowhere"
"""The collection of writes that are in no database: clearing them is free."""


class Thing(Aggregate):
    """Something that is noted once."""

    MOVES: ClassVar[Moves] = {"known": set()}

    filling: str = wire.FILLING


class Note(Message):
    """A command: note a new thing and tell the world."""

    thing_id: str


class Ports(NamedTuple):
    """The things."""

    things: Repository[Thing]


THINGS, WAITING = Collection("things", Thing), Collection("waiting", Thing)


def note(command: Note, ports: Ports) -> None:
    thing = Thing(id=command.thing_id, status="known")
    thing.facts.append(ThingMade(thing_id=thing.id, at=time.monotonic()))
    ports.things.add(thing)


def keep(event: ThingKept, ports: Ports) -> None:
    if ports.things.find(event.thing_id) is None:
        ports.things.add(Thing(id=event.thing_id, status="known"))


class Things(Assembly):
    """The service without its doors; tells who waits for it when an outbox is cleared."""

    def __init__(self, name: str, broker: Broker) -> None:
        def ports(work: Work) -> Ports:
            return Ports(things=work.repository(THINGS))

        super().__init__(
            name,
            read(ServiceSettings),
            broker,
            collections=(THINGS, WAITING),
            handlers={Note: note, ThingKept: keep},
            ports=ports,
        )
        self.broker = broker
        self._clear = self.store.clear
        self.store.clear = self.clear  # type: ignore[method-assign]
        self._waiting: dict[str, Signal] = {}

    def expect(self, id: str) -> Signal:
        """Sent when this aggregate's outbox is cleared."""
        return self._waiting.setdefault(id, Signal())

    def sweep(self) -> int:
        """Nothing in the background: the bench sweeps when it measures."""
        return 0

    def clear(self, collection: str, ids: Any, event_ids: Any) -> None:
        """As the store does it, but free for what is in no database."""
        ids = list(ids)
        if collection != NOWHERE:
            self._clear(collection, ids, event_ids)
        for id in ids:
            if signal := self._waiting.pop(id, None):
                signal.send()


def start(service: Any) -> ServiceContainer:
    """As `python -m services` starts one."""
    settings = read(ServiceSettings)
    log.start(service.name, settings.log_level)
    container = ServiceContainer(
        service, {"AMQP_URI": settings.amqp_url, "max_workers": MOST_WORKERS}
    )
    container.start()
    return container
