"""One message as the broker handed it over, and the three ways to settle it."""

from dataclasses import dataclass
from typing import Any, Self

from pika.adapters.blocking_connection import BlockingChannel
from pika.spec import Basic, BasicProperties


@dataclass(frozen=True)
class Delivery:
    """A delivered message; settled only on the channel it came by, and only while that is open."""

    channel: BlockingChannel
    tag: int
    headers: dict[str, Any]
    failures: int

    @classmethod
    def of(cls, channel: BlockingChannel, method: Basic.Deliver, about: BasicProperties) -> Self:
        """`failures` is how often the broker got it back before, as quorum queues count it."""
        headers = about.headers or {}
        count = headers.get("x-delivery-count")
        failures = count if isinstance(count, int) else int(method.redelivered)
        return cls(channel, method.delivery_tag, headers, failures)

    def ack(self) -> None:
        """Done: the broker forgets it."""
        if self.channel.is_open:
            self.channel.basic_ack(self.tag)

    def give_back(self) -> None:
        """Not done: the broker delivers it again, up to the queue's delivery limit."""
        if self.channel.is_open:
            self.channel.basic_nack(self.tag, requeue=True)

    def refuse(self) -> None:
        """Can never be done: the broker parks it at once."""
        if self.channel.is_open:
            self.channel.basic_reject(self.tag, requeue=False)
