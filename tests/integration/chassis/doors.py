"""The tiny service's doors under every convention of HTTP, and ways for them to die."""

import os
import signal
from typing import Any

import eventlet

from chassis.answers import Answer, Begun, MongoAnswers
from chassis.doors import Body, Call
from chassis.errors import Conflict, Invalid, NotFound, Unauthenticated
from chassis.people import Grant, Person
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.message import Message
from contracts.values import Text


class Words:
    """`chassis.people.Tokens`: the token is the person's id."""

    def person(self, token: str) -> Person:
        if not token.startswith("per_"):
            raise Unauthenticated(field="Authorization")
        return Person(id=token, grants=[Grant(role="buyer"), Grant(role="seller")])


class Mortal(MongoAnswers):
    """Answers that die where the request's body says so, the first time."""

    die = ""

    def begin(self, who: str, route: str, key: str, body: bytes) -> Begun:
        begun = super().begin(who, route, key, body)
        self._perhaps(body, b"begun")
        self.die = "kept" if b'"kept"' in body else "done" if b'"done"' in body else ""
        return begun

    def finish(self, begun: Begun, answer: Answer) -> Answer:
        if self.die == "done" and self._first():
            os.kill(os.getpid(), signal.SIGKILL)
        kept = super().finish(begun, answer)
        if self.die == "kept" and self._first():
            os.kill(os.getpid(), signal.SIGKILL)
        return kept

    def _perhaps(self, body: bytes, step: bytes) -> None:
        if b'"' + step + b'"' in body and self._first():
            os.kill(os.getpid(), signal.SIGKILL)

    def _first(self) -> bool:
        """Whether nobody has died yet; only one ever does."""
        deaths: Any = self._kept.database["deaths"]
        return bool(deaths.update_one({"_id": "one"}, {"$inc": {"n": 1}}, upsert=True).upserted_id)


class BoxBody(Body):
    """A box to be kept; `dies` says at which step the process ends."""

    grams: int
    note: str = ""
    dies: str = ""


class BoxView(Message):
    """A box."""

    box_id: str
    grams: int
    note: str
    version: int


class NoteBody(Body):
    """Another note."""

    note: str


class BoxQuery(Body):
    """How heavy at most."""

    most: int = 0


class TooManyGrams(Invalid):
    """A rule says no, and will say no again."""

    text = Text(hi="डिब्बा बहुत भारी है।", en="The box is too heavy.")


class BoxSealed(Conflict):
    """The state says no, today."""

    text = Text(hi="डिब्बा बंद है।", en="The box is sealed.")


class BoxNotFound(NotFound):
    """There is none."""

    text = Text(hi="डिब्बा नहीं मिला।", en="There is no such box.")


class KeepBox(Message):
    """Keep a box; a repeat finds it kept."""

    box_id: str
    grams: int
    note: str


class ChangeNote(Message):
    """Write another note on it."""

    box_id: str
    note: str
    if_match: int | None


class BoxDoors:
    """Keep, look, change: each convention has a door."""

    service: Assembled

    @http(
        "POST", "/v1/boxes", may="order.place", status=201, key="required", at="/v1/boxes/{box_id}"
    )
    def keep_box(self, call: Call, body: BoxBody) -> BoxView:
        """Keep a box."""
        call.must(owners=(call.who.id,))
        if body.grams > 20_000:
            raise TooManyGrams(field="grams", allowed="20000")
        box_id = call.id_for("box")
        if body.dies == "before" and self.service.answers._first():
            os.kill(os.getpid(), signal.SIGKILL)
        self.service.handle(KeepBox(box_id=box_id, grams=body.grams, note=body.note))
        if body.dies == "after" and self.service.answers._first():
            os.kill(os.getpid(), signal.SIGKILL)
        return self._view(box_id)

    @http("GET", "/v1/boxes/<box_id>", may="order.read")
    def read_box(self, call: Call, box_id: str) -> BoxView:
        """One box."""
        call.must(owners=(call.who.id,))
        return self._view(box_id)

    @http("PATCH", "/v1/boxes/<box_id>", may="order.read")
    def change_note(self, call: Call, box_id: str, body: NoteBody) -> BoxView:
        """Change its note."""
        call.must(owners=(call.who.id,))
        if body.note == "sealed" and self.service.answers._first():
            raise BoxSealed(field="note")
        if body.note == "slow":
            eventlet.sleep(2)
        if body.note == "broken":
            raise ZeroDivisionError("a secret +919431100027")
        command = ChangeNote(box_id=box_id, note=body.note, if_match=call.if_match)
        self.service.handle(command)
        return self._view(box_id)

    @http("GET", "/v1/boxes", may="order.read")
    def forget_to_ask(self, call: Call, query: BoxQuery) -> BoxView:
        """Answers without asking the policy table."""
        return BoxView(box_id="box_1", grams=1, note="another's", version=1)

    @http("POST", "/v1/payouts", may="order.read", sure=True)
    def pay_out(self, call: Call) -> BoxView:
        """Needs a second step."""
        return self._view("box_1")

    def _view(self, box_id: str) -> BoxView:
        found = self.service.database["boxes"].find_one({"_id": box_id})
        if found is None:
            raise BoxNotFound(field="box_id")
        return BoxView(
            box_id=box_id, grams=found["grams"], note=found["note"], version=found["version"]
        )
