"""The door for calls of other services: `@answers(HoldStock)` on a method of a nameko service."""

from functools import partial, wraps
from typing import Any

import amqp
import eventlet
import msgspec
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension

from chassis.calls import refused
from chassis.context import Cause, begin
from chassis.errors import Refusal, Unavailable
from chassis.runtime.acks import Acks
from chassis.runtime.assembled import assembled_in
from chassis.runtime.consumer import Consumer, Source
from chassis.runtime.spans import answering
from chassis.runtime.topology import declare_calls
from contracts.message import Message, encode

MOST_CALLS = 50
CALL_SECONDS = 10.0


class Calls(ProviderCollector, SharedExtension):
    """The service's queue of questions, `<service>.calls`; one reader for all its answerers."""

    consumer = Consumer()

    def setup(self) -> None:
        self.consumer.register_provider(self)

    def stop(self) -> None:
        """Drained with the consumer; nameko's own would wait for ever."""

    def declare(self, channel: amqp.Channel) -> None:
        """See `chassis.runtime.consumer.Provider`."""
        declare_calls(channel, self.container.service_name)

    def sources(self) -> list[Source]:
        """One queue; which method answers is told by the question's type."""
        queue = f"{self.container.service_name}.calls"
        return [Source(queue=queue, prefetch=MOST_CALLS, at_once=MOST_CALLS, deliver=self._take)]

    def _take(self, acks: Acks, message: amqp.Message) -> None:
        self.consumer.begun()
        kind = message.properties.get("type", "")
        answerer = next((p for p in self._providers if p.question.__name__ == kind), None)
        if answerer is None:
            self.reply(message, Unavailable(field=kind))
            self.done(acks, message)
            return
        answerer.take(acks, message)

    def done(self, acks: Acks, message: amqp.Message) -> None:
        """The question is settled, whatever the answer."""
        acks.done(message.delivery_tag)
        self.consumer.finished()

    def reply(self, message: amqp.Message, answer: Message | Refusal) -> None:
        """Answer the caller; nobody waits for the confirm, since the caller has a deadline."""
        if "reply_to" not in message.properties:
            return
        body = encode(refused(answer) if isinstance(answer, Refusal) else answer)
        assembled_in(self.container).publisher.send(
            "",
            message.properties["reply_to"],
            body,
            correlation_id=message.properties.get("correlation_id", ""),
            delivery_mode=1,
            application_headers={"refused": isinstance(answer, Refusal)},
        )


class AnswerCall(Entrypoint):
    """Answers one type of question; a crash makes it run again, so answers are idempotent."""

    calls = Calls()

    def __init__(self, question: type[Message], **options: Any) -> None:
        self.question = question
        super().__init__(**options)

    def setup(self) -> None:
        self.calls.register_provider(self)

    def stop(self) -> None:
        self.calls.consumer.drain()

    def take(self, acks: Acks, message: amqp.Message) -> None:
        """Run the method in a worker of the service."""
        try:
            question = msgspec.json.decode(message.body, type=self.question)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self.calls.reply(message, Unavailable(field=self.question.__name__))
            self.calls.done(acks, message)
            return
        headers = message.headers or {}
        cause = Cause(
            correlation_id=headers.get("correlation", ""), traceparent=headers.get("trace", "")
        )
        try:
            self.container.spawn_worker(
                self, (question,), {"cause": cause}, handle_result=partial(self._end, acks, message)
            )
        except ContainerBeingKilled:
            self.calls.consumer.finished()

    def _end(
        self, acks: Acks, message: amqp.Message, context: Any, result: Any, exc_info: Any
    ) -> tuple[Any, Any]:
        error = exc_info[1] if exc_info else None
        if error is not None and not isinstance(error, Refusal):
            error = Unavailable(field=self.question.__name__)
        self.calls.reply(message, error or result)
        self.calls.done(acks, message)
        return result, None


def answers(question: type[Message]) -> Any:
    """Decorate a method `(self, question) -> answer`; refusals travel back to the caller."""

    def decorate(method: Any) -> Any:
        @wraps(method)
        def run(self: Any, question: Message, *, cause: Cause) -> Any:
            begin(cause)
            late = Unavailable(field=type(question).__name__)
            with answering(self, question), eventlet.Timeout(CALL_SECONDS, late):
                return method(self, question)

        run.__question__ = question  # type: ignore[attr-defined]
        return AnswerCall.decorator(question)(run)

    return decorate
