"""All of the parking queue in one hand, unacknowledged; what is let go returns in its order."""

import time
from datetime import UTC, datetime

import amqp
from amqp.exceptions import NotFound

from chassis.runtime.link import Line
from chassis.runtime.parked.messages import Filters, Parked, parked_of

MOST_IN_HAND = 60_000
"""AMQP counts a consumer's unacknowledged messages up to 65,535."""
_QUIET_SECONDS = 0.1
_BREATH = 100


class Look:
    """Takes each message once. Keeps the first `limit` that match, counts the others.

    One consumer takes them all: the broker returns a consumer's messages in their order, those of
    many `basic_get` in any. Who looks at the same time finds what is left.
    """

    def __init__(self, line: Line, queue: str, filters: Filters, limit: int) -> None:
        self._queue, self._filters, self._limit = queue, filters, limit
        self._now = datetime.now(UTC)
        self._channel = line.channel()
        self._channel.auto_decode = False  # what goes back is what came, byte for byte
        self.held: list[tuple[Parked, amqp.Message]] = []
        self.matched = self.looked_at = self.unseen = 0

    def take(self, until: float) -> None:
        """Read the queue to its end, to what one hand can hold, or until that moment."""
        try:
            self._ready()
        except NotFound:  # nothing was ever parked; the channel is closed now
            return
        self._channel.basic_qos(0, MOST_IN_HAND, False)
        tag = self._channel.basic_consume(self._queue, callback=self._see)
        self._read(until)
        self._channel.basic_cancel(tag)
        self.unseen = self._ready()

    def done(self, message: amqp.Message) -> None:
        """This one does not return."""
        self._channel.basic_ack(message.delivery_tag)

    def let_go(self) -> None:
        """The rest returns to the queue."""
        self._channel.close()

    def _see(self, message: amqp.Message) -> None:
        self.looked_at += 1
        parked = parked_of(message)
        if self._filters.match(parked, self._now):
            self.matched += 1
            if len(self.held) < self._limit:
                self.held.append((parked, message))

    def _read(self, until: float) -> None:
        """Quiet twice, with an empty queue between: all that it had has arrived."""
        quiet = 0
        while quiet < 2 and self.looked_at < MOST_IN_HAND and time.monotonic() < until:
            try:
                self._channel.connection.drain_events(timeout=_QUIET_SECONDS)
                quiet = 0
            except TimeoutError:
                quiet = quiet + 1 if self._ready() == 0 else 0
            if self.looked_at % _BREATH == 0:
                time.sleep(0)  # in a service, others get their turn

    def _ready(self) -> int:
        return int(self._channel.queue_declare(self._queue, passive=True).message_count)
