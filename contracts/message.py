"""What travels between services: frozen, typed, and named by its class."""

import re
from typing import Any, ClassVar, dataclass_transform

import msgspec


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Message(msgspec.Struct, frozen=True):
    """A command, an event, or a value inside one. Readers ignore unknown fields."""


class Event(Message):
    """A fact that a service publishes; `OrderPlaced` in `contracts/orders.py` travels as
    `order.placed` on `orders.events`: the first word is the noun, the rest is what happened."""

    SUBJECT: ClassVar[str]
    """Name of the field that holds the id of the aggregate the fact is about."""
    AGGREGATE: ClassVar[str] = ""
    """What that aggregate is, where the field's name does not say it."""

    @classmethod
    def publisher(cls) -> str:
        """The service that publishes it: the name of its module."""
        return cls.__module__.rpartition(".")[2]

    @classmethod
    def wire_name(cls) -> str:
        """The name on the broker, for instance `payment.action_required`."""
        noun, *rest = re.findall(r"[A-Z][a-z0-9]*", cls.__name__)
        return f"{noun}.{'_'.join(rest)}".lower()

    @classmethod
    def aggregate(cls) -> str:
        """Whose events `sequence` counts, for instance `order`: all of one order, of any type."""
        return cls.AGGREGATE or cls.SUBJECT.removesuffix("_id")

    def subject(self) -> str:
        """The id of the aggregate that this is about."""
        return str(getattr(self, self.SUBJECT))

    def audience(self) -> dict[str, str]:
        """Broker headers that route the event to a party outside; none by default."""
        return {}


def encode(message: Message) -> bytes:
    """The message's JSON."""
    return msgspec.json.encode(message)


def builtins(message: Message) -> Any:
    """The message as plain dicts and lists, datetimes as RFC 3339 text."""
    return msgspec.to_builtins(message)
