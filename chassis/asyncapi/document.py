"""AsyncAPI 3.0 from the published types and the services' doors: nothing in it is written twice."""

from collections.abc import Iterable
from typing import Any, Final

from chassis.asyncapi.channels import VHOST, answers_to, binding, channels_of, told_outside
from chassis.asyncapi.listening import QUARANTINE, Platform, Question
from chassis.asyncapi.messages import EVENT, call_messages, event_message, schemas

_PROSE: Final = f"""\
Events are CloudEvents 1.0 in AMQP binary mode: attributes in headers, the event's data as JSON in
the body. They are published once or more, in the order of their `sequence` for each aggregate, to
the topic exchange of their service under their own name, and each listener has a quorum queue of
its own. A reader acknowledges after its write and knows a repeated message by its id.

What fails for now waits in a queue `delay.<milliseconds>`, shared by all, and returns to the queue
it came from; the attempts are bounded. What cannot be handled goes to the fanout exchange
`parking` and its queue `parked`, with the reason, the attempt, the first failure, the queue, the
service and the handler in headers `x-…`; people look at it and replay it under the same id. A
message that was in hand when its process died runs alone, in `<queue>{QUARANTINE}`."""


def describe(platform: Platform, *, title: str, version: str, host: str) -> dict[str, Any]:
    """The whole platform at the broker, each operation tagged with its service."""
    return {
        "asyncapi": "3.0.0",
        "info": {"title": title, "version": version, "description": _PROSE},
        "defaultContentType": "application/json",
        "servers": {
            "broker": {
                "host": host,
                "pathname": f"/{VHOST}",
                "protocol": "amqp",
                "protocolVersion": "0.9.1",
            }
        },
        "channels": channels_of(platform),
        "operations": dict(_operations(platform)),
        "components": {
            "messages": _messages(platform),
            "schemas": schemas(platform),
            "correlationIds": {
                EVENT: {"location": "$message.header#/cloudEvents:correlationid"},
                "call": {
                    "location": "$message.header#/correlation_id",
                    "description": "The AMQP property of that name",
                },
            },
        },
    }


def _messages(platform: Platform) -> dict[str, Any]:
    told = {name: event_message(event, platform) for name, event in platform.events.items()}
    return told | call_messages(platform)


def _operations(platform: Platform) -> Iterable[tuple[str, Any]]:
    for name, event in platform.events.items():
        says = event.publisher()
        yield f"{says}.send.{name}", _operation("send", says, name, [name], mandatory=True)
    for queue in platform.queues:
        heard = queue.event.wire_name()
        doing = _operation("receive", queue.service, queue.name, [heard], ack=True)
        yield f"{queue.service}.receive.{heard}", doing
    for one in platform.questions:
        asked, calls = one.question.__name__, f"{one.service}.calls"
        for asker in one.askers:
            asking = _operation("send", asker, calls, [asked], mandatory=True, deliveryMode=1)
            yield f"{asker}.send.{asked}", asking | _reply(one)
        answering = _operation("receive", one.service, calls, [asked], ack=True)
        yield f"{one.service}.receive.{asked}", answering | _reply(one)
    party, told = platform.outside.party, told_outside(platform)
    names = [event.wire_name() for event in told]
    yield f"{party}.receive", _operation("receive", party, party, names, ack=True)


def _operation(
    action: str, service: str, channel: str, messages: Iterable[str], **rules: Any
) -> dict[str, Any]:
    if action == "send":
        rules = {"deliveryMode": 2} | rules
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [_message_of(channel, name) for name in messages],
        "tags": [{"name": service}],
        "bindings": binding(rules),
    }


def _reply(one: Question) -> dict[str, Any]:
    return {
        "reply": {
            "address": {"location": "$message.header#/reply_to"},
            "channel": {"$ref": "#/channels/replies"},
            "messages": [_message_of("replies", name) for name in answers_to(one)],
        }
    }


def _message_of(channel: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/channels/{channel}/messages/{name}"}
