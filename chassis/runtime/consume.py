"""The door for events: `@consume(OrderPlaced)` on a method of a nameko service."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

import amqp
from nameko.extensions import Entrypoint

from chassis import metrics
from chassis.context import Cause, begin
from chassis.errors import Fate, NotYet, Refusal, fate_of
from chassis.runtime.acks import Acks
from chassis.runtime.assembled import assembled_in
from chassis.runtime.consumer import Consumer, Source
from chassis.runtime.crew import Crew, HandlerTimeout
from chassis.runtime.failing import attempts_of, move_away, noted, put_back
from chassis.runtime.link import body_of
from chassis.runtime.publisher import Unconfirmed, Unroutable
from chassis.runtime.spans import handling
from chassis.runtime.topology import PARKING, SUSPECT, declare_consumer, delay_for
from contracts.envelope import PREFIX, Undecodable, decode
from contracts.message import Event

_log = logging.getLogger(__name__)
SUSPICIOUS_DELIVERIES = 2


class ConsumeEvent(Entrypoint):
    """Reads the queue `<service>.<event>`; acks after the write, fails into delay or parking.

    `prefetch` messages are fetched ahead, `at_once` of them are worked on, each for `seconds`.
    """

    consumer = Consumer()

    def __init__(
        self,
        event: type[Event],
        *,
        prefetch: int = 50,
        at_once: int = 20,
        seconds: float = 30,
        **options: Any,
    ) -> None:
        self.event, self.prefetch, self.at_once = event, prefetch, at_once
        self.seconds = seconds
        super().__init__(**options)

    def setup(self) -> None:
        service, kind = self.container.service_name, self.event.wire_name()
        self.queue = f"{service}.{kind}"
        self._age = metrics.EVENT_AGE.labels(service, kind)
        self._fates = {fate: metrics.CONSUMED.labels(service, kind, fate.value) for fate in Fate}
        self._sources = [
            self._source(self.queue, self.prefetch, self.at_once, suspect=False),
            self._source(self.queue + SUSPECT, 1, 1, suspect=True),
        ]
        self.consumer.register_provider(self)

    def _source(self, queue: str, prefetch: int, at_once: int, *, suspect: bool) -> Source:
        crew = Crew(
            self.consumer,
            self.container._worker_pool.spawn_n,
            partial(self._take, suspect=suspect),
            at_once=at_once,
        )
        return Source(queue=queue, prefetch=prefetch, at_once=at_once, deliver=crew.take)

    def stop(self) -> None:
        self.consumer.drain()

    def declare(self, channel: amqp.Channel) -> None:
        """See `chassis.runtime.consumer.Provider`."""
        exchange = f"{self.event.publisher()}.events"
        declare_consumer(channel, self.queue, exchange, self.event.wire_name())

    def sources(self) -> list[Source]:
        """The queue, and its quarantine where messages run one at a time."""
        return self._sources

    def _take(self, acks: Acks, message: amqp.Message, *, suspect: bool) -> None:
        headers = message.headers or {}
        begin(_cause(headers))
        if seen := int(headers.get("x-delivery-count", 0)):
            metrics.REDELIVERED.labels(self.container.service_name).inc()
        if seen >= SUSPICIOUS_DELIVERIES and not suspect:
            self._quarantine(acks, message)
            return
        error = None
        try:
            self._handle(message)
        except Exception as failed:
            error = failed
        self._end(acks, message, error)

    def _handle(self, message: amqp.Message) -> None:
        event, envelope = decode(message.headers or {}, body_of(message))
        self._age.observe(max((datetime.now(UTC) - envelope.time).total_seconds(), 0))
        shell = self._shell()
        late = HandlerTimeout(f"longer than {self.seconds} s")
        with (
            handling(shell, event, attempts_of(message)),
            self.consumer.limits.limit(self.seconds, late),
        ):
            getattr(shell, self.method_name)(event)

    def _shell(self) -> Any:
        """The service as nameko makes it for a worker; all else that it does halves the pace."""
        shell = self.container.service_cls()
        for provider in self.container.dependencies:
            setattr(shell, provider.attr_name, provider.get_dependency(None))
        return shell

    def _end(self, acks: Acks, message: amqp.Message, error: Exception | None) -> None:
        attempts = attempts_of(message)
        fate = Fate.ACK if error is None else fate_of(error, attempts)
        self._fates[fate].inc()
        if error is not None and fate is not Fate.ACK:
            self._tell(error, fate, attempts, message)
        if fate is Fate.RETRY:
            self._away(acks, message, delay_for(attempts - 1), self.queue, error)
        elif fate is Fate.PARK:
            self._away(acks, message, PARKING, "", error)
        else:
            acks.done(message.delivery_tag)

    def _quarantine(self, acks: Acks, message: amqp.Message) -> None:
        _log.warning("quarantined a message that was in hand when its process died")
        # by way of a delay: should it kill us again, the original is acknowledged by then
        self._away(acks, message, delay_for(0), self.queue + SUSPECT, None)

    def _away(
        self, acks: Acks, message: amqp.Message, exchange: str, key: str, error: Exception | None
    ) -> None:
        where = {
            "queue": self.queue,
            "service": self.container.service_name,
            "handler": self.method_name,
        }
        added = noted(message, error, **where) if error is not None else {}
        publisher = assembled_in(self.container).publisher
        while acks.open:
            try:
                move_away(publisher, message, exchange, key, added)
                acks.done(message.delivery_tag)
                return
            except Unconfirmed:
                # giving it back would count as a delivery, and in an alarm soon be one too many
                if self.consumer.stopping:
                    return
            except Unroutable:
                put_back(acks, message)
                return

    def _tell(self, error: Exception, fate: Fate, attempts: int, message: amqp.Message) -> None:
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
        method.__event__ = event
        return ConsumeEvent.decorator(event, **options)(method)

    return decorate


def _cause(headers: Mapping[str, Any]) -> Cause:
    """Read before the message is: what cannot be decoded is logged with its ids too."""
    sequence = headers.get(PREFIX + "sequence")
    return Cause(
        correlation_id=_text(headers, "correlationid"),
        causation_id=_text(headers, "id"),
        event_id=_text(headers, "id"),
        traceparent=_text(headers, "traceparent"),
        sequence=sequence if isinstance(sequence, int) else 0,
    )


def _text(headers: Mapping[str, Any], name: str) -> str:
    value = headers.get(PREFIX + name)
    return value if isinstance(value, str) else ""
