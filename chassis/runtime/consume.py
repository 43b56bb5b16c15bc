"""The door for events: `@consume(OrderPlaced)` on a method of a nameko service."""

import logging
from datetime import UTC, datetime
from functools import partial, wraps
from typing import Any

import amqp
import eventlet
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from chassis import metrics
from chassis.context import Cause, begin
from chassis.errors import Fate, NotYet, Refusal, fate_of
from chassis.runtime.acks import Acks
from chassis.runtime.assembled import assembled_in
from chassis.runtime.consumer import Consumer, Delivery
from chassis.runtime.failing import attempts_of, move_away, noted, put_back
from chassis.runtime.link import body_of
from chassis.runtime.publisher import Unconfirmed, Unroutable
from chassis.runtime.spans import handling
from chassis.runtime.topology import (
    PARKING,
    SUSPECT,
    declare_consumer,
    delay_for,
)
from contracts.envelope import PREFIX, Undecodable, decode
from contracts.message import Event

_log = logging.getLogger(__name__)
SUSPICIOUS_DELIVERIES = 2


class HandlerTimeout(Exception):
    """A handler took longer than its limit and was ended."""


class ConsumeEvent(Entrypoint):
    """Reads the queue `<service>.<event>`; acks after the write, fails into delay or parking."""

    consumer = Consumer()

    def __init__(
        self, event: type[Event], *, prefetch: int = 20, seconds: float = 30, **options: Any
    ) -> None:
        self.event, self.prefetch, self.seconds = event, prefetch, seconds
        super().__init__(**options)

    def setup(self) -> None:
        self.queue = f"{self.container.service_name}.{self.event.wire_name()}"
        self.consumer.register_provider(self)

    def stop(self) -> None:
        self.consumer.drain()

    def declare(self, channel: amqp.Channel) -> None:
        """See `chassis.runtime.consumer.Provider`."""
        exchange = f"{self.event.publisher()}.events"
        declare_consumer(channel, self.queue, exchange, self.event.wire_name())

    def sources(self) -> list[tuple[str, int, Delivery]]:
        """The queue, and its quarantine where messages run one at a time."""
        return [
            (self.queue, self.prefetch, partial(self._take, suspect=False)),
            (self.queue + SUSPECT, 1, partial(self._take, suspect=True)),
        ]

    def _take(self, acks: Acks, message: amqp.Message, *, suspect: bool) -> None:
        self.consumer.begun()
        seen = int((message.headers or {}).get("x-delivery-count", 0))
        if seen:
            metrics.REDELIVERED.labels(self.container.service_name).inc()
        if seen >= SUSPICIOUS_DELIVERIES and not suspect:
            self._spawn(self._quarantine, acks, message)
            return
        try:
            event, envelope = decode(message.headers or {}, body_of(message))
        except Undecodable as broken:
            self._spawn(self._end, acks, message, broken)
            return
        age = (datetime.now(UTC) - envelope.time).total_seconds()
        metrics.EVENT_AGE.labels(self.container.service_name, envelope.type).observe(max(age, 0))
        cause = Cause(
            correlation_id=envelope.correlationid,
            causation_id=envelope.id,
            event_id=envelope.id,
            traceparent=envelope.traceparent,
            sequence=envelope.sequence,
        )
        try:
            self.container.spawn_worker(
                self,
                (event,),
                {"cause": cause, "seconds": self.seconds, "attempt": attempts_of(message)},
                handle_result=partial(self._result, acks, message),
            )
        except ContainerBeingKilled:
            self.consumer.finished()

    def _spawn(self, work: Any, *arguments: Any) -> None:
        self.container.spawn_managed_thread(partial(work, *arguments), identifier="failing")

    def _result(
        self, acks: Acks, message: amqp.Message, context: Any, result: Any, exc_info: Any
    ) -> tuple[Any, Any]:
        self._end(acks, message, exc_info[1] if exc_info else None)
        return result, None

    def _end(self, acks: Acks, message: amqp.Message, error: BaseException | None) -> None:
        attempts = attempts_of(message)
        fate = Fate.ACK if error is None else fate_of(error, attempts)
        kind = self.event.wire_name()
        metrics.CONSUMED.labels(self.container.service_name, kind, fate.value).inc()
        if error is not None and fate is not Fate.ACK:
            self._tell(error, fate, attempts, message)
        if fate is Fate.RETRY:
            self._away(acks, message, delay_for(attempts - 1), self.queue, error)
        elif fate is Fate.PARK:
            self._away(acks, message, PARKING, "", error)
        else:
            acks.done(message.delivery_tag)
        self.consumer.finished()

    def _quarantine(self, acks: Acks, message: amqp.Message) -> None:
        _log.warning("quarantined a message that was in hand when its process died")
        # by way of a delay: should it kill us again, the original is acknowledged by then
        self._away(acks, message, delay_for(0), self.queue + SUSPECT, None)
        self.consumer.finished()

    def _away(self, acks: Acks, message: amqp.Message, exchange: str, key: str, error: Any) -> None:
        publisher = assembled_in(self.container).publisher
        where = {
            "queue": self.queue,
            "service": self.container.service_name,
            "handler": self.method_name,
        }
        added = noted(message, error, **where) if error is not None else {}
        try:
            move_away(publisher, message, exchange, key, added)
            acks.done(message.delivery_tag)
        except (Unconfirmed, Unroutable):
            put_back(acks, message)

    def _tell(self, error: BaseException, fate: Fate, attempts: int, message: amqp.Message) -> None:
        fields = {
            "queue": self.queue,
            "fate": fate.value,
            "attempt": attempts,
            "event_id": (message.headers or {}).get(PREFIX + "id", ""),
        }
        unexpected = not isinstance(error, Refusal | NotYet | Undecodable)
        _log.warning(
            "could not handle an event: %s: %s",
            type(error).__name__,
            error,
            extra=fields,
            exc_info=error if unexpected else None,
        )


def consume(event: type[Event], **options: Any) -> Any:
    """Decorate a method `(self, event)`; see `ConsumeEvent` for the options."""

    def decorate(method: Any) -> Any:
        @wraps(method)
        def run(self: Any, event: Event, *, cause: Cause, seconds: float, attempt: int = 1) -> Any:
            begin(cause)
            late = HandlerTimeout(f"longer than {seconds} s")
            with handling(self, event, attempt), eventlet.Timeout(seconds, late):
                return method(self, event)

        run.__event__ = event  # type: ignore[attr-defined]
        return ConsumeEvent.decorator(event, **options)(run)

    return decorate
