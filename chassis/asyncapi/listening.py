"""Who says, hears, asks and answers what at the broker, read from the doors of services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from contracts.envelope import PREFIX
from contracts.message import Event, Message

QUARANTINE = ".suspect"


@dataclass(frozen=True, kw_only=True)
class Queue:
    """The queue in which one service hears of one event."""

    service: str
    event: type[Event]

    @property
    def name(self) -> str:
        return f"{self.service}.{self.event.wire_name()}"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What one service answers, and who asks it."""

    service: str
    question: type[Message]
    answer: type[Message]
    askers: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Outside:
    """The queues of parties outside; each hears those events whose `audience` names it."""

    party: str
    text: str
    exchange: str
    queue: str
    """With the party's id as a parameter: `partner.{partner_id}`."""


@dataclass(frozen=True, kw_only=True)
class Platform:
    """All that travels over the broker, with kept messages of each event as examples."""

    events: Mapping[str, type[Event]]
    queues: Sequence[Queue]
    questions: Sequence[Question]
    outside: Outside
    examples: Mapping[str, Sequence[Mapping[str, Any]]]

    def publishers(self) -> list[str]:
        """In the order in which the events are registered."""
        return list(dict.fromkeys(event.publisher() for event in self.events.values()))

    def called(self) -> list[type[Message]]:
        """The types of all questions and answers, each once."""
        pairs = [(one.question, one.answer) for one in self.questions]
        return list(dict.fromkeys(kind for pair in pairs for kind in pair))

    def queues_of(self, event: type[Event]) -> list[str]:
        """The names of all queues that hear of it, the parties' outside last."""
        own = sorted(queue.name for queue in self.queues if queue.event is event)
        return [*own, self.outside.queue] if is_told_outside(event) else own


def is_told_outside(event: type[Event]) -> bool:
    """Whether parties outside may hear of it."""
    return event.audience is not Event.audience


def headers_of(example: Mapping[str, Any]) -> dict[str, Any]:
    """The broker headers of a kept message."""
    attributes = {PREFIX + name: value for name, value in example["attributes"].items()}
    return {**attributes, **example.get("audience", {})}


def queues_of(name: str, service: type) -> list[Queue]:
    """One for each `@consume` of a service class."""
    heard = [door.__event__ for door in _marked(service, "__event__")]
    return sorted((Queue(service=name, event=event) for event in heard), key=lambda q: q.name)


def answers_of(service: type) -> list[tuple[type[Message], type[Message]]]:
    """Question and answer for each `@answers` of a service class."""
    doors = _marked(service, "__question__")
    return [(door.__question__, get_type_hints(door)["return"]) for door in doors]


def _marked(service: type, mark: str) -> list[Any]:
    return [door for name in dir(service) if hasattr(door := getattr(service, name), mark)]
