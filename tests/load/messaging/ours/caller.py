"""The service on the chassis that publishes, asks and sweeps."""

import itertools
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from chassis.ids import new_id
from chassis.runtime.assembled import Assembled
from contracts.message import encode
from tests.load.messaging.crowd import Turns, again, crowd
from tests.load.messaging.figures import Figures
from tests.load.messaging.ours.made import EXCHANGE, KEY, outgoing, write_of
from tests.load.messaging.ours.service import NOWHERE, WAITING, Note, Things, start
from tests.load.messaging.told import telling, told
from tests.load.messaging.wire import OURS, OURS_CALLER, HowMany, SoMany, ThingMade

PATIENCE = 10.0


class Caller:
    """What its workers do."""

    name = OURS_CALLER
    service: Assembled[Things] = Assembled(partial(Things, OURS_CALLER))

    @told
    def dispatch(self, until: float) -> list[float]:
        return again(self._dispatch)(until)

    @told
    def ask(self, until: float) -> list[float]:
        return again(self._ask)(until)

    def _dispatch(self) -> None:
        event = outgoing("thg_1", self.service)
        assert self.service.broker.publish_many([event]) == [True]

    def _ask(self) -> None:
        question = HowMany(thing_id="thg_1", at=time.monotonic())
        self.service.broker.call(OURS, question, SoMany, seconds=PATIENCE)


class Deeds:
    """What the parent may ask for."""

    def __init__(self, container: Any) -> None:
        provider = next(iter(container.dependencies))
        self._publisher, self._things = provider.publisher, provider.assembly
        self._ids = (f"thg_{time.time_ns()}{number}" for number in itertools.count())
        self._workers = {name: telling(container, name) for name in ("dispatch", "ask")}

    def publish(self, how: str, callers: int, seconds: float) -> Figures:
        """Publish: `alone`, by the `outbox` without a database, or `written` to it first."""
        turns = again({"alone": self._alone, "outbox": self._outbox, "written": self._written}[how])
        return crowd(callers, seconds, turns)

    def insert(self, callers: int, seconds: float) -> Figures:
        """Insert things without any event: what the database does alone."""
        return crowd(callers, seconds, again(self._insert))

    def work(self, how: str, callers: int, seconds: float) -> Figures:
        """`dispatch` or `ask` in so many workers."""
        turns: Turns = self._workers[how]
        return crowd(callers, seconds, turns)

    def sweep(self, waiting: int) -> Figures:
        """Publish what was left, as the sweeper does."""
        begun, worked, left = time.monotonic(), time.process_time(), 0
        while found := self._things.relay.sweep([WAITING.name], self._things.clock):
            left += found
        assert left == waiting, f"{left} of {waiting} left"
        return {"seconds": time.monotonic() - begun, "cpu": time.process_time() - worked}

    def leave(self, waiting: int) -> None:
        """Leave so many aggregates with an event each, as a crash does: all like the first."""
        collection, first = self._things.database[WAITING.name], new_id("thg")
        collection.delete_many({})
        event = outgoing(first, self._things, age=3600)
        self._things.store.insert(write_of(first, event, WAITING.name))
        document: Any = collection.find_one({"_id": first})
        others = []
        for number in range(1, waiting):
            box = [document["outbox"][0] | {"id": f"{event.id}{number}"}]
            others.append(document | {"_id": f"{first}{number}", "outbox": box})
        if others:
            collection.insert_many(others)

    def _alone(self) -> None:
        body = encode(ThingMade(thing_id="thg_1", at=time.monotonic()))
        self._publisher.send(EXCHANGE, KEY, body, delivery_mode=2).wait()

    def _outbox(self) -> None:
        id = next(self._ids)
        cleared = self._things.expect(id)
        self._things.relay.offer(write_of(id, outgoing(id, self._things), NOWHERE))
        cleared.wait()

    def _written(self) -> None:
        id = next(self._ids)
        cleared = self._things.expect(id)
        self._things.handle(Note(thing_id=id))
        cleared.wait()

    def _insert(self) -> None:
        id = next(self._ids)
        self._things.store.insert(write_of(id, None, "alone"))


def commands() -> dict[str, Callable[..., Any]]:
    """Start the service; what it can be told to do."""
    deeds = Deeds(start(Caller))
    return {name: getattr(deeds, name) for name in ("publish", "insert", "work", "leave", "sweep")}
