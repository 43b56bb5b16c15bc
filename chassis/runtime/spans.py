"""The spans of events and calls, in the words of OpenTelemetry's conventions."""

from typing import Protocol

from chassis import tracing
from chassis.context import current
from contracts.message import Event, Message


class Named(Protocol):
    """A service's shell."""

    name: str


def handling(shell: Named, event: Event, attempt: int) -> tracing.Span:
    """A consumer's: the event in hand, taken from `<service>.<event>` for the `attempt`th time."""
    if not tracing.is_on():
        return tracing.UNSEEN
    kind = event.wire_name()
    queue = f"{shell.name}.{kind}"
    attributes: dict[str, tracing.Value] = {
        "messaging.system": "rabbitmq",
        "messaging.operation.name": "process",
        "messaging.operation.type": "process",
        "messaging.destination.name": f"{event.publisher()}.events:{kind}:{queue}",
        "messaging.rabbitmq.destination.routing_key": kind,
        "messaging.message.id": current().event_id,
        "haat.queue": queue,
        "haat.attempt": attempt,
    }
    return tracing.span(f"process {queue}", "consumer", attributes)


def asking(service: str, question: Message) -> tracing.Span:
    """A caller's: until the answer or the deadline."""
    return _call(service, question, "client") if tracing.is_on() else tracing.UNSEEN


def answering(shell: Named, question: Message) -> tracing.Span:
    """The one's who is asked."""
    return _call(shell.name, question, "server") if tracing.is_on() else tracing.UNSEEN


def _call(service: str, question: Message, kind: tracing.Kind) -> tracing.Span:
    method = type(question).__name__
    attributes = {"rpc.system": "rabbitmq", "rpc.service": service, "rpc.method": method}
    return tracing.span(f"{service}/{method}", kind, attributes)
