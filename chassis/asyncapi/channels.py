"""The channels of the AsyncAPI description: routing keys of exchanges, and queues."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from chassis.asyncapi.listening import QUARANTINE, Platform, Question, Queue, is_told_outside
from contracts.calls import CallRefused
from contracts.message import Event

VHOST: Final = "haat"
REPLIES: Final = "amq.rabbitmq.reply-to"
_BINDING: Final = {"bindingVersion": "0.3.0"}


def channels_of(platform: Platform) -> dict[str, Any]:
    """Every event's address, every queue with its consumer, and where answers go."""
    channels = _event_channels(platform) | _queue_channels(platform.queues)
    return channels | _call_channels(platform.questions) | _outside_channel(platform)


def told_outside(platform: Platform) -> list[type[Event]]:
    """The events of which parties outside may hear."""
    return [event for event in platform.events.values() if is_told_outside(event)]


def answers_to(one: Question) -> list[str]:
    """The names of the messages that may come back."""
    return [one.answer.__name__, CallRefused.__name__]


def binding(rules: dict[str, Any]) -> dict[str, Any]:
    """In the form of the AMQP binding."""
    return {"amqp": rules | _BINDING}


def _event_channels(platform: Platform) -> dict[str, Any]:
    return {
        name: {
            "address": name,
            "messages": _held([name]),
            "bindings": binding(
                {
                    "is": "routingKey",
                    "exchange": _exchange(f"{event.publisher()}.events", "topic"),
                }
            ),
            "x-queues": platform.queues_of(event),
        }
        for name, event in platform.events.items()
    }


def _queue_channels(queues: Iterable[Queue]) -> dict[str, Any]:
    return {
        queue.name: _queue(queue.name, [queue.event.wire_name()])
        | {
            "x-consumer": queue.service,
            "x-bound-to": _bound(f"{queue.event.publisher()}.events", queue.event.wire_name()),
            "x-quarantine": queue.name + QUARANTINE,
        }
        for queue in queues
    }


def _call_channels(questions: Sequence[Question]) -> dict[str, Any]:
    channels: dict[str, Any] = {}
    for service in dict.fromkeys(one.service for one in questions):
        asked = [one.question.__name__ for one in questions if one.service == service]
        channels[f"{service}.calls"] = _queue(f"{service}.calls", asked) | {"x-consumer": service}
    if questions:
        names = list(dict.fromkeys(name for one in questions for name in answers_to(one)))
        text = "Direct reply: the caller reads its answer on the channel on which it asked."
        channels["replies"] = {
            "address": REPLIES,
            "description": text,
            "messages": _held(names),
        }
    return channels


def _outside_channel(platform: Platform) -> dict[str, Any]:
    outside, events = platform.outside, told_outside(platform)
    channel = _queue(outside.queue, [event.wire_name() for event in events])
    parameter = outside.queue.partition("{")[2].rstrip("}")
    return {
        outside.party: channel
        | {
            "description": outside.text,
            "parameters": {parameter: {"description": f"The {outside.party}'s id"}},
            "x-consumer": outside.party,
            "x-bound-to": _bound(outside.exchange, ""),
        }
    }


def _held(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/messages/{name}"} for name in names}


def _queue(name: str, messages: Iterable[str]) -> dict[str, Any]:
    place = {"name": name, "durable": True, "exclusive": False, "autoDelete": False, "vhost": VHOST}
    bindings = binding({"is": "queue", "queue": place})
    return {"address": name, "messages": _held(messages), "bindings": bindings}


def _exchange(name: str, kind: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "durable": True, "autoDelete": False, "vhost": VHOST}


def _bound(exchange: str, key: str) -> dict[str, str]:
    return {"exchange": exchange, "routingKey": key}
