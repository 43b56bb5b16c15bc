"""A tiny service of the tests, run as a process of its own: parcels are weighed and labelled.

What an event says in `how` is what befalls its handler: refused, away, slow, killed.
"""

import os
import signal
from typing import Any, ClassVar, NamedTuple

import eventlet

from chassis.aggregate import Aggregate, Moves
from chassis.assembly import Assembly, Broker
from chassis.doors import Body, Call
from chassis.errors import Unavailable
from chassis.runtime.answering import answers
from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from chassis.runtime.http import http
from chassis.runtime.life import live
from chassis.runtime.probes import Probes
from chassis.settings import ServiceSettings, read
from chassis.store import Collection
from chassis.work import Repository, Work
from contracts.message import Message
from contracts.registry import EVENTS
from tests.integration.chassis.doors import BoxDoors, ChangeNote, KeepBox, Mortal, Words
from tests.integration.chassis.wire import (
    NAME,
    HowMany,
    ParcelLabelled,
    ParcelWeighed,
    SoMany,
    TooHeavy,
)

EVENTS.update({event.wire_name(): event for event in (ParcelWeighed, ParcelLabelled)})


class Parcel(Aggregate):
    """How often it was weighed and labelled, and its grams in all."""

    MOVES: ClassVar[Moves] = {"known": set()}

    weighed: int = 0
    labelled: int = 0
    grams: int = 0


class Box(Aggregate):
    """A box that is kept for somebody."""

    MOVES: ClassVar[Moves] = {"kept": set()}

    grams: int
    note: str
    kept: int = 1


class Weigh(Message):
    """A command from the HTTP door."""

    parcel_id: str


class Ports(NamedTuple):
    """The parcels and boxes."""

    parcels: Repository[Parcel]
    boxes: Repository[Box]


PARCELS = Collection("parcels", Parcel)
BOXES = Collection("boxes", Box)


def _parcel(parcel_id: str, ports: Ports) -> Parcel:
    parcel = ports.parcels.find(parcel_id)
    if parcel is None:
        parcel = Parcel(id=parcel_id, status="known")
        ports.parcels.add(parcel)
    return parcel


def on_weighed(event: ParcelWeighed, ports: Ports) -> None:
    if event.how == "too heavy":
        raise TooHeavy(field="grams", allowed="20000")
    parcel = _parcel(event.parcel_id, ports)
    parcel.weighed += 1
    parcel.grams += event.grams
    parcel.facts.append(ParcelLabelled(parcel_id=event.parcel_id))


def on_labelled(event: ParcelLabelled, ports: Ports) -> None:
    _parcel(event.parcel_id, ports).labelled += 1


def weigh(command: Weigh, ports: Ports) -> None:
    parcel = _parcel(command.parcel_id, ports)
    parcel.weighed += 1
    parcel.facts.append(ParcelLabelled(parcel_id=command.parcel_id))


def keep_box(command: KeepBox, ports: Ports) -> None:
    if ports.boxes.find(command.box_id) is None:
        box = Box(id=command.box_id, status="kept", grams=command.grams, note=command.note)
        ports.boxes.add(box)


def change_note(command: ChangeNote, ports: Ports) -> None:
    box = ports.boxes.get(command.box_id)
    box.must_be_at(command.if_match)
    box.note = command.note


class Bench(Assembly):
    """The service without its doors."""

    def __init__(self, broker: Broker) -> None:
        def ports(work: Work) -> Ports:
            return Ports(parcels=work.repository(PARCELS), boxes=work.repository(BOXES))

        handlers = {
            ParcelWeighed: on_weighed,
            ParcelLabelled: on_labelled,
            Weigh: weigh,
            KeepBox: keep_box,
            ChangeNote: change_note,
        }
        super().__init__(
            NAME,
            read(ServiceSettings),
            broker,
            collections=(PARCELS, BOXES),
            handlers=handlers,
            ports=ports,
        )
        self.broker = broker
        self.tokens = Words()
        self.answers = Mortal(self.database, self.clock)

    def attempt(self, parcel_id: str) -> int:
        """Note that a handler began; the how-manieth time it is."""
        found: Any = self.database["attempts"].find_one_and_update(
            {"_id": parcel_id}, {"$inc": {"begun": 1}}, upsert=True, return_document=True
        )
        return int(found["begun"])


class WeighBody(Body):
    """Which parcel."""

    parcel_id: str


class AskBody(Body):
    """Whom to ask, how long to wait, and what."""

    service: str
    seconds: float
    parcel_id: str = "parcel"


class Workbench(BoxDoors, Probes):
    """Its doors."""

    name = NAME
    service: Assembled[Bench] = Assembled(Bench)

    @http("POST", "/weigh", open=True)
    def weigh(self, call: Call, body: WeighBody) -> dict[str, str]:
        self.service.handle(Weigh(parcel_id=body.parcel_id))
        return {}

    @http("POST", "/ask", open=True)
    def ask(self, call: Call, body: AskBody) -> SoMany:
        question = HowMany(parcel_id=body.parcel_id)
        return self.service.broker.call(body.service, question, SoMany, seconds=body.seconds)

    @answers(HowMany)
    def how_many(self, question: HowMany) -> SoMany:
        if question.parcel_id == "too heavy":
            raise TooHeavy(field="grams", allowed="20000")
        if question.parcel_id == "broken":
            raise ZeroDivisionError
        return SoMany(parcels=self.service.database["parcels"].count_documents({}))

    @consume(ParcelLabelled)
    def on_labelled(self, event: ParcelLabelled) -> None:
        self.service.handle(event)

    @consume(ParcelWeighed, seconds=5)
    def on_weighed(self, event: ParcelWeighed) -> None:
        attempt = self.service.attempt(event.parcel_id)
        if event.how == "kills":
            os.kill(os.getpid(), signal.SIGKILL)
        if event.how == "away twice" and attempt < 3:
            raise Unavailable(field="scales")
        if event.how == "hangs once" and attempt == 1:
            eventlet.sleep(60)
        if event.how == "slow":
            eventlet.sleep(1.5)
        self.service.handle(event)
        if event.how == "dies after its write" and attempt == 1:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> int:
    """As `python -m services` does it."""
    return live(Workbench, read(ServiceSettings))
