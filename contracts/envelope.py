"""The envelope of an event: CloudEvents 1.0, AMQP binding in binary mode."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final

import msgspec

from contracts.message import Event, Message
from contracts.registry import EVENTS

PREFIX: Final = "cloudEvents:"
SCHEMAS: Final = "https://haat.example/schemas"


class Undecodable(Exception):
    """A message that breaks its contract: it can never be handled and is parked at once."""


class Envelope(Message):
    """What is known of an event besides its data; `sequence` counts per aggregate from 1."""

    id: str
    source: str
    type: str
    time: Annotated[datetime, msgspec.Meta(tz=True)]
    subject: str
    sequence: int
    correlationid: str = ""
    causationid: str = ""
    traceparent: str = ""

    def headers(self, event: Event) -> dict[str, Any]:
        """The attributes as broker headers, with those that route to outside parties."""
        attributes = {k: v for k, v in msgspec.to_builtins(self).items() if v != ""}
        attributes |= {"specversion": "1.0", "dataschema": f"{SCHEMAS}/{self.type}/1"}
        return {PREFIX + name: value for name, value in attributes.items()} | event.audience()


def decode(headers: Mapping[str, Any], body: bytes) -> tuple[Event, Envelope]:
    """The event and its envelope from the wire.

    Unknown fields are ignored; anything missing or of another type raises `Undecodable`.
    """
    attributes = {k[len(PREFIX) :]: v for k, v in headers.items() if k.startswith(PREFIX)}
    try:
        envelope = msgspec.convert(attributes, Envelope)
        return msgspec.json.decode(body, type=EVENTS[envelope.type], strict=True), envelope
    except KeyError as unknown:
        raise Undecodable(f"unknown event type {unknown}") from unknown
    except (msgspec.ValidationError, msgspec.DecodeError) as broken:
        raise Undecodable(f"{attributes.get('type', 'no type')}: {broken}") from broken
    except (UnicodeDecodeError, RecursionError) as broken:
        raise Undecodable(f"{envelope.type}: {type(broken).__name__}") from broken
