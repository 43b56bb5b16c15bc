"""The servers of a run, its queues on them, and what it leaves behind: nothing."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

import pika
import pymongo
import requests

from deploy.local.rabbitmq import broker_url, management_url
from deploy.local.supervisor import Supervisor
from tests.conftest import haat
from tests.load.messaging import wire
from tests.load.messaging.effort import cpu_seconds
from tests.servers import own_settings, settings_of

QUIET, QUIET_SECONDS, LOOK = 0.2, 3.0, 0.1
"""The share of a core below which the broker is at rest, and how long to wait for it."""


class Platform:
    """The tests' own servers."""

    def __init__(self) -> None:
        haat("up", "--servers-only")
        settings = own_settings()
        own = {"BENCH_RUN": wire.RUN, "HAAT_AMQP_URL": broker_url(settings)}
        self.environment = os.environ | settings_of("orders") | own
        self._amqp = pika.URLParameters(self.environment["HAAT_AMQP_URL"])
        self._vhost = quote(urlsplit(self.environment["HAAT_AMQP_URL"]).path[1:], safe="")
        self._api = f"{management_url(settings)}/api"
        states = Supervisor(settings).states()
        self._pids = {"broker": states["rabbitmq"]["pid"], "database": states["mongo"]["pid"]}

    def cpu(self) -> dict[str, float]:
        """CPU seconds so far of broker and database."""
        return {name: cpu_seconds(pid) for name, pid in self._pids.items()}

    def rest(self) -> None:
        """Wait until the broker has done what came after the last measurement."""
        end = time.monotonic() + QUIET_SECONDS
        before = self.cpu()["broker"]
        while time.monotonic() < end:
            time.sleep(LOOK)
            now = self.cpu()["broker"]
            if now - before < QUIET * LOOK:
                return
            before = now

    def prepare(self) -> None:
        """Queues that no contender declares, and the sink behind both callers' exchanges."""
        with self._channel() as channel:
            for queue in (wire.SINK, wire.RAW_QUEUE):
                channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
            channel.queue_declare(wire.RAW_CALLS, durable=True)
            for caller in (wire.OURS_CALLER, wire.STOCK_CALLER):
                channel.queue_bind(wire.SINK, f"{caller}.events", "thing.made")

    def empty(self, *queues: str) -> int:
        """Purge queues; how many messages they held."""
        with self._channel() as channel:
            return sum(channel.queue_purge(queue).method.message_count for queue in queues)

    def clean(self) -> None:
        """Delete every queue, exchange and database of this run."""
        for kind in ("queues", "exchanges"):
            found = requests.get(f"{self._api}/{kind}/{self._vhost}", timeout=30).json()
            for name in (entry["name"] for entry in found if wire.RUN in entry["name"]):
                address = f"{self._api}/{kind}/{self._vhost}/{quote(name, safe='')}"
                requests.delete(address, timeout=30).raise_for_status()
        client: pymongo.MongoClient[Any] = pymongo.MongoClient(self.environment["HAAT_MONGO_URL"])
        for name in client.list_database_names():
            if name.startswith(f"haat_{wire.RUN}"):
                client.drop_database(name)
        client.close()

    @contextmanager
    def _channel(self) -> Iterator[Any]:
        connection = pika.BlockingConnection(self._amqp)
        try:
            yield connection.channel()
        finally:
            connection.close()
