"""Keeps a partner connected to its queue for as long as the process should run."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError

from .api import Api
from .backoff import Backoff
from .desk import Desk
from .events import ShipmentEvent
from .settings import Settings

log = logging.getLogger("haat_partner")

HEARTBEAT_SECONDS = 20
TICK_SECONDS = 0.25
RETRIES = Backoff(first=1.0, longest=30.0)
RECONNECTS = Backoff(first=0.5, longest=30.0)

OnEvent = Callable[[ShipmentEvent, Api], None]


class Partner:
    """Listens to the partner's queue and has each event handled, several at a time."""

    def __init__(
        self, settings: Settings, api: Api | None = None, *, retries: Backoff = RETRIES
    ) -> None:
        self._settings = settings
        self._retries = retries
        self._api = api or Api(settings)
        self._stopping = False
        self._failures = 0

    def stop(self) -> None:
        """Finish what is in hand and return from `run`; SIGTERM and SIGINT call it."""
        self._stopping = True

    def run(self, on_event: OnEvent) -> None:
        """Call `on_event(event, api)` for every event, in worker threads, until stopped.

        An event is acked once the function has returned. If it raises, the event comes again
        after a pause that grows, until the queue's delivery limit parks it.
        """
        desk = Desk(lambda e: on_event(e, self._api), self._settings.workers, self._retries)
        with self._signals():
            while not self._stopping:
                try:
                    self._listen(desk)
                except (AMQPError, OSError) as lost:
                    self._wait(lost)
            desk.close()
            desk.await_last(time.monotonic() + self._settings.drain_seconds)
        log.info("Stopped with %d events unfinished", desk.busy)

    def _listen(self, desk: Desk) -> None:
        connection = pika.BlockingConnection(_parameters(self._settings))
        try:
            desk.move_to(connection)
            channel = connection.channel()
            channel.basic_qos(prefetch_count=self._settings.prefetch)
            consumer = channel.basic_consume(self._settings.queue, desk.receive)
            log.info("Listened to %s", self._settings.queue)
            self._failures = 0
            self._attend(connection, channel)
            channel.basic_cancel(consumer)
            self._drain(connection, desk)
        finally:
            if connection.is_open:
                connection.close()

    def _attend(self, connection: pika.BlockingConnection, channel: BlockingChannel) -> None:
        """Move messages, acks and heartbeats until stopped; the broker's cancel is a loss too."""
        while not self._stopping:
            connection.process_data_events(time_limit=TICK_SECONDS)
            if not channel.is_open or not channel.consumer_tags:
                raise AMQPError("the broker ended the subscription")

    def _drain(self, connection: pika.BlockingConnection, desk: Desk) -> None:
        desk.close()
        deadline = time.monotonic() + self._settings.drain_seconds
        while desk.busy and time.monotonic() < deadline:
            connection.process_data_events(time_limit=TICK_SECONDS)

    def _wait(self, lost: Exception) -> None:
        self._failures += 1
        pause = RECONNECTS.pause(self._failures)
        log.warning("Lost the broker (%r); connect again in %.1f s", lost, pause)
        deadline = time.monotonic() + pause
        while not self._stopping and time.monotonic() < deadline:
            time.sleep(TICK_SECONDS)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT stop it, where it runs in the main thread."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def on_signal(*_: Any) -> None:
            self.stop()

        before = {number: signal.signal(number, on_signal) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def _parameters(settings: Settings) -> pika.URLParameters:
    parameters = pika.URLParameters(settings.amqp_url)
    if parameters.heartbeat is None:
        parameters.heartbeat = HEARTBEAT_SECONDS
    parameters.blocked_connection_timeout = 3 * HEARTBEAT_SECONDS
    parameters.client_properties = {"connection_name": f"haat-partner-kit {settings.queue}"}
    return parameters
