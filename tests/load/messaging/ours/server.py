"""The service on the chassis that consumes and answers."""

import resource
from functools import partial
from typing import Any

import eventlet

from chassis.runtime.answering import answers
from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from tests.load.messaging.ours.service import Things, start
from tests.load.messaging.tally import Tally
from tests.load.messaging.wire import (
    OURS,
    SLOW_SECONDS,
    HowMany,
    SoMany,
    ThingKept,
    ThingNoted,
    ThingSlow,
)

TALLY = Tally()


class Server:
    """Its doors."""

    name = OURS
    service: Assembled[Things] = Assembled(partial(Things, OURS))

    @consume(ThingNoted)
    def on_noted(self, event: ThingNoted) -> None:
        TALLY.took(event.at)

    @consume(ThingKept)
    def on_kept(self, event: ThingKept) -> None:
        self.service.handle(event)
        TALLY.took(event.at)

    @consume(ThingSlow)
    def on_slow(self, event: ThingSlow) -> None:
        eventlet.sleep(SLOW_SECONDS)

    @answers(HowMany)
    def how_many(self, question: HowMany) -> SoMany:
        return SoMany(things=1)


def commands() -> dict[str, Any]:
    """Start the service; what it can be told to do."""
    start(Server)
    return TALLY.commands() | {"memory": memory}


def memory() -> int:
    """Bytes of this process that are in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
