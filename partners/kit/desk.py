"""Takes deliveries in, has the crew handle them, and settles each after its own work.

All of it runs in the connection's thread but `_done`, which a worker calls.
"""

import logging
from collections.abc import Callable
from queue import Empty, SimpleQueue
from time import monotonic

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import ConnectionWrongStateError
from pika.spec import Basic, BasicProperties

from .backoff import Backoff
from .crew import Crew
from .delivery import Delivery
from .errors import Undecodable
from .events import ShipmentEvent, decode
from .seen import Seen

log = logging.getLogger("haat_partner")

STUBBORN = 5
"""From this failed attempt on the log says ERROR."""


class Desk:
    """Which events are in hand and which are done.

    An event that arrives again while its first copy is in work joins it; one that is done is
    only acked. So a lost connection never makes the same work run twice at once.
    """

    def __init__(
        self, handle: Callable[[ShipmentEvent], None], workers: int, backoff: Backoff
    ) -> None:
        self._backoff = backoff
        self._seen = Seen()
        self._in_hand: dict[str, list[Delivery]] = {}
        self._outcomes: SimpleQueue[tuple[ShipmentEvent, BaseException | None]] = SimpleQueue()
        self._connection: pika.BlockingConnection | None = None
        self._closed = False
        self._crew = Crew(workers, handle, self._done)

    @property
    def busy(self) -> int:
        """How many events are in hand."""
        return len(self._in_hand)

    def move_to(self, connection: pika.BlockingConnection) -> None:
        """Settle by this connection from now on."""
        self._connection = connection
        self.settle()

    def receive(
        self, channel: BlockingChannel, method: Basic.Deliver, about: BasicProperties, body: bytes
    ) -> None:
        """Take one delivery; never raises over what is in it."""
        delivery = Delivery.of(channel, method, about)
        try:
            event = decode(delivery.headers, body)
        except Undecodable as broken:
            log.error("Refused a broken message %s: %s", about.message_id, broken)
            delivery.refuse()
            return
        if event is None:
            log.info("Ignored %s, of a type unknown to this version", about.message_id)
            delivery.ack()
        else:
            self._take(event, delivery)

    def _take(self, event: ShipmentEvent, delivery: Delivery) -> None:
        if self._closed:
            delivery.give_back()
        elif event.event_id in self._seen:
            log.info("Recognised %s as done before", event.event_id)
            delivery.ack()
        elif event.event_id in self._in_hand:
            self._in_hand[event.event_id].append(delivery)
        else:
            self._in_hand[event.event_id] = [delivery]
            self._crew.take(event)

    def _done(self, event: ShipmentEvent, failure: BaseException | None) -> None:
        """Called by a worker: pass the outcome on to the connection's thread."""
        self._outcomes.put((event, failure))
        try:
            if self._connection is not None:
                self._connection.add_callback_threadsafe(self.settle)
        except ConnectionWrongStateError:
            log.info("Finished %s while the connection was away", event.event_id)

    def settle(self) -> None:
        """Settle what the workers have finished."""
        while not self._outcomes.empty():
            self._conclude(*self._outcomes.get())

    def _conclude(self, event: ShipmentEvent, failure: BaseException | None) -> None:
        deliveries = self._in_hand.pop(event.event_id)
        if failure is None:
            self._seen.add(event.event_id)
            for delivery in deliveries:
                delivery.ack()
        else:
            self._postpone(event, deliveries, failure)

    def _postpone(
        self, event: ShipmentEvent, deliveries: list[Delivery], failure: BaseException
    ) -> None:
        """Keep a failed message back for a while, then return it; others go on meanwhile."""
        attempt = max(delivery.failures for delivery in deliveries) + 1
        pause = 0.0 if self._closed else self._backoff.pause(attempt)
        text = "Failed to handle %s %s, attempt %d; gave it back after %.1f s"
        level = logging.ERROR if attempt >= STUBBORN else logging.WARNING
        name = type(event).__name__
        log.log(level, text, name, event.event_id, attempt, pause, exc_info=failure)
        for delivery in deliveries:
            if pause and self._connection is not None and self._connection.is_open:
                self._connection.call_later(pause, delivery.give_back)
            else:
                delivery.give_back()

    def close(self) -> None:
        """Begin nothing more and give back what no worker has begun."""
        self._closed = True
        for event in self._crew.dismiss():
            for delivery in self._in_hand.pop(event.event_id):
                delivery.give_back()

    def await_last(self, deadline: float) -> None:
        """Without a connection: wait for the work in hand until the `monotonic` deadline."""
        while self._in_hand and (left := deadline - monotonic()) > 0:
            try:
                self._conclude(*self._outcomes.get(timeout=left))
            except Empty:
                return
