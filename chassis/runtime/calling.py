"""Asking another service: a deadline, a circuit breaker, and answers by direct reply."""

import time
import uuid
from collections import defaultdict
from typing import Any

import amqp
import eventlet
import msgspec
from eventlet.event import Event as Signal

from chassis import metrics
from chassis.breaker import Breaker
from chassis.calls import M, RefusedThere
from chassis.context import current
from chassis.errors import Unavailable
from chassis.runtime.link import body_of
from chassis.runtime.publisher import REPLIES, ConfirmPublisher, Unconfirmed, Unroutable
from chassis.runtime.spans import asking
from chassis.runtime.topology import CALLS
from contracts.calls import CallRefused
from contracts.message import Message, encode

Answered = tuple[dict[str, Any], bytes]


class _LineLost(Exception):
    """The answer, if there was one, went to a line that is no more."""


class CallingPublisher(ConfirmPublisher):
    """`chassis.assembly.Broker` over RabbitMQ: publishes, and asks."""

    def __init__(self, url: str, service: str) -> None:
        super().__init__(url, service)
        self._calls: dict[str, Signal] = {}
        self._breakers: defaultdict[str, Breaker] = defaultdict(Breaker)

    def call(self, service: str, question: Message, answer: type[M], *, seconds: float) -> M:
        """Ask `service` and wait for its answer. See `chassis.calls.Caller`."""
        breaker = self._breakers[service]
        if self.blocked or not breaker.admits():
            raise Unavailable(field=service)
        begun, outcome = time.perf_counter(), "failed"
        try:
            late = Unavailable(field=service)
            with asking(service, question), eventlet.Timeout(seconds, late):
                headers, body = self._answer(service, question, seconds)
            outcome = "refused" if headers.get("refused") else "ok"
        except (Unroutable, Unconfirmed) as nobody:
            raise Unavailable(field=service) from nobody
        finally:
            breaker.failed() if outcome == "failed" else breaker.worked()
            metrics.BREAKER.labels(self._service, service).set(breaker.open)
            labels = (self._service, service, type(question).__name__, outcome)
            metrics.EXTERNAL.labels(*labels).observe(time.perf_counter() - begun)
        if outcome == "refused":
            raise RefusedThere(msgspec.json.decode(body, type=CallRefused))
        return msgspec.json.decode(body, type=answer)

    def _answer(self, service: str, question: Message, seconds: float) -> Answered:
        """Asks again when the line is lost: whoever answers recognises the same question."""
        until = time.monotonic() + seconds
        while True:
            id, signal = uuid.uuid4().hex, Signal()
            self._calls[id] = signal
            try:
                self._ask(service, question, id, until - time.monotonic())
                answered: Answered = signal.wait()
                return answered
            except _LineLost:
                continue
            finally:
                del self._calls[id]

    def _ask(self, service: str, question: Message, id: str, seconds: float) -> None:
        cause = current()
        self.send(
            CALLS,
            service,
            encode(question),
            reply_to=REPLIES,
            correlation_id=id,
            type=type(question).__name__,
            delivery_mode=1,
            seconds=seconds,
            expiration=str(max(1, int(seconds * 1000))),  # nobody works for a caller who left
            application_headers={"correlation": cause.correlation_id, "trace": cause.traceparent},
        ).wait()

    def _on_reply(self, message: amqp.Message) -> None:
        signal = self._calls.get(message.properties.get("correlation_id", ""))
        if signal is not None and not signal.ready():
            signal.send((message.headers or {}, body_of(message)))

    def _on_lost(self) -> None:
        for signal in self._calls.values():
            if not signal.ready():
                signal.send_exception(_LineLost())
