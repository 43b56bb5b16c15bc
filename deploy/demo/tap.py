"""Listens on the broker and in the services' logs, for one order's story."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pika

from deploy.local.rabbitmq import broker_url
from deploy.local.settings import SERVICES, Settings

PUBLISHERS = ("accounts", "catalog", "orders", "payments", "delivery", "notify")


class Published(NamedTuple):
    """An event as it passed the broker."""

    id: str
    at: datetime
    name: str
    publisher: str
    data: dict[str, Any]


class Handled(NamedTuple):
    """A service's reaction, as its log tells it; `cause` is the event's id."""

    service: str
    message: str
    outcome: str
    milliseconds: float
    cause: str


class Tap:
    """Sees every event from the moment it is made."""

    def __init__(self, settings: Settings) -> None:
        self._connection = pika.BlockingConnection(pika.URLParameters(broker_url(settings)))
        self._channel = self._connection.channel()
        self._queue = self._channel.queue_declare("", exclusive=True).method.queue
        for publisher in PUBLISHERS:
            self._channel.queue_bind(self._queue, f"{publisher}.events", "#")
        self._logs = [_Log(settings.var / "logs" / f"{name}.log") for name in SERVICES]

    def events(self) -> list[Published]:
        """What was published since the last look, in the order in which it happened."""
        self._connection.process_data_events(0.05)
        return sorted(self._new_events(), key=lambda event: event.at)

    def _new_events(self) -> Iterator[Published]:
        while True:
            method, properties, body = self._channel.basic_get(self._queue, auto_ack=True)
            if method is None:
                return
            at = datetime.fromisoformat(properties.headers["cloudEvents:time"])
            publisher = method.exchange.removesuffix(".events")
            id, name = properties.message_id, method.routing_key
            yield Published(id, at, name, publisher, json.loads(body))

    def reactions(self) -> Iterator[Handled]:
        """What services logged as handled since the last look."""
        for log in self._logs:
            yield from log.read()

    def close(self) -> None:
        """Let go of the broker."""
        self._connection.close()


class _Log:
    """One service's log from now on."""

    def __init__(self, path: Path) -> None:
        self._file = path.open(encoding="utf-8")
        self._file.seek(0, 2)
        self._rest = ""

    def read(self) -> Iterator[Handled]:
        text = self._rest + self._file.read()
        *lines, self._rest = text.split("\n")
        for line in lines:
            if '"handled"' in line:
                said = json.loads(line)
                yield Handled(
                    said["service"],
                    said["handled"]["message"],
                    said["handled"]["outcome"],
                    said["handled"]["milliseconds"],
                    said.get("causation_id", ""),
                )
