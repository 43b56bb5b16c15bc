"""What services listen to, ask and answer, read from their doors."""

import sys
from collections.abc import Mapping
from importlib import import_module

from chassis.asyncapi.listening import Question, Queue, answers_of, queues_of
from contracts.message import Message

NAMES = ("accounts", "catalog", "orders", "payments", "delivery", "search", "notify")


def services() -> dict[str, type]:
    """The service classes; each import brings with it all that its service is made of."""
    return {name: import_module(f"services.{name}.entrypoints.service").SERVICE for name in NAMES}


def queues(classes: Mapping[str, type]) -> list[Queue]:
    """Each queue in which a service hears of an event."""
    return [queue for name, service in classes.items() for queue in queues_of(name, service)]


def questions(classes: Mapping[str, type]) -> list[Question]:
    """What is asked over the broker, who answers, and who asks."""
    return [
        Question(service=name, question=question, answer=answer, askers=_askers(name, question))
        for name, service in classes.items()
        for question, answer in answers_of(service)
    ]


def _askers(answerer: str, question: type[Message]) -> list[str]:
    """The services that know the question and do not answer it."""
    return [
        name
        for name in NAMES
        if name != answerer
        and any(
            getattr(module, question.__name__, None) is question
            for path, module in list(sys.modules.items())
            if path.startswith(f"services.{name}.")
        )
    ]
