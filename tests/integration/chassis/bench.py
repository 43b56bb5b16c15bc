"""Runs the tiny service as a process, speaks to its broker, and looks at what it did."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pika
import pymongo
import requests
from pika.adapters.blocking_connection import BlockingChannel

from contracts.envelope import PREFIX

ROOT = Path(__file__).parents[3]
T = TypeVar("T")


def eventually(look: Callable[[], T], *, seconds: float = 30) -> T:
    """What `look` finds, as soon as it finds something true."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Bench:
    """One run of the tiny service under a name of its own, with its own queues and database."""

    def __init__(self, amqp_url: str, mongo_url: str, **settings: str) -> None:
        self.name = f"bench{uuid.uuid4().hex[:10]}"
        self.queue, self.labels = f"{self.name}.parcel.weighed", f"{self.name}.parcel.labelled"
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        self._amqp = pika.URLParameters(amqp_url)
        self._mongo: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(mongo_url)
        self.database = self._mongo[f"haat_{self.name}"]
        own = {
            "WORKBENCH": self.name,
            "HAAT_AMQP_URL": amqp_url,
            "HAAT_MONGO_URL": mongo_url,
            "HAAT_JWKS_URL": "http://127.0.0.1:9/keys",
            "HAAT_HTTP_PORT": str(port),
            "HAAT_RATE_READS": "0",
            "HAAT_RATE_WRITES": "0",
        }
        self._environment = os.environ | own | settings
        self.process: subprocess.Popen[bytes] | None = None
        self.log = ROOT / "var" / "test" / f"{self.name}.log"

    def start(self) -> None:
        """Start the process and wait until it is ready."""
        self.begin()
        eventually(self._is_ready, seconds=60)

    def begin(self) -> None:
        """Start the process."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.integration.chassis.process"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """SIGKILL."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """SIGKILL if it runs."""
        if self.runs:
            self.kill()

    def terminate(self) -> int:
        """SIGTERM; how the process ended."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=40)

    def close(self) -> None:
        """Leave nothing behind."""
        self.stop()
        with self.channel() as channel:
            for queue in (self.queue, self.labels):
                channel.queue_delete(queue)
                channel.queue_delete(f"{queue}.suspect")
            channel.queue_delete(f"{self.name}.calls")
            channel.exchange_delete(f"{self.name}.events")
        self.parked()
        self._mongo.drop_database(self.database.name)
        self._mongo.close()
        self.log.unlink(missing_ok=True)

    @contextlib.contextmanager
    def channel(self) -> Iterator[BlockingChannel]:
        """A channel of the tests with confirms."""
        with closing(pika.BlockingConnection(self._amqp)) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            yield channel

    @contextlib.contextmanager
    def listening(self) -> Iterator[Callable[[], list[int]]]:
        """The sequences of labels as another service would hear them, in the order of hearing."""
        with self.channel() as channel:
            queue = channel.queue_declare("", exclusive=True).method.queue
            channel.queue_bind(queue, f"{self.name}.events", "parcel.labelled")

            def heard() -> list[int]:
                found = iter(lambda: channel.basic_get(queue, auto_ack=True), (None, None, None))
                return [properties.headers[PREFIX + "sequence"] for _, properties, _ in found]

            yield heard

    def label(self, parcel_id: str) -> None:
        """Publish the other event."""
        body = json.dumps({"parcel_id": parcel_id}).encode()
        key = "parcel.labelled"
        self.weigh(parcel_id, body=body, key=key, attributes={"type": key})

    def weigh(self, parcel_id: str, how: str = "", *, id: str = "", **other: Any) -> None:
        """Publish an event as a publisher would, or a broken one."""
        body = json.dumps({"parcel_id": parcel_id, "grams": 500, "how": how}).encode()
        attributes = {
            "specversion": "1.0",
            "id": id or f"evt_{uuid.uuid4()}",
            "source": f"/services/{self.name}",
            "type": "parcel.weighed",
            "time": "2025-10-14T05:30:00.250000Z",
            "subject": parcel_id,
            "sequence": 1,
            "correlationid": "req_bench",
        } | other.get("attributes", {})
        properties = pika.BasicProperties(
            content_type="application/json",
            delivery_mode=2,
            message_id=attributes["id"],
            headers={PREFIX + name: value for name, value in attributes.items()},
        )
        given = other.get("channel")
        with contextlib.nullcontext(given) if given else self.channel() as channel:
            channel.basic_publish(
                f"{self.name}.events",
                other.get("key", "parcel.weighed"),
                other.get("body", body),
                properties,
                mandatory=True,
            )

    def parcel(self, parcel_id: str) -> dict[str, Any] | None:
        return self.database["parcels"].find_one({"_id": parcel_id})

    def weighed(self, parcel_id: str) -> int:
        return int((self.parcel(parcel_id) or {}).get("weighed", 0))

    def labelled(self, parcel_id: str) -> int:
        return int((self.parcel(parcel_id) or {}).get("labelled", 0))

    def begun(self, parcel_id: str) -> int:
        """How often a handler began with it."""
        found = self.database["attempts"].find_one({"_id": parcel_id})
        return int(found["begun"]) if found else 0

    def waiting(self) -> int:
        """Events in outboxes."""
        return sum(len(p["outbox"]) for p in self.database["parcels"].find({}, {"outbox": 1}))

    def ready(self, queue: str) -> int:
        """Messages that lie in a queue and are in nobody's hands."""
        with self.channel() as channel:
            return int(channel.queue_declare(queue, passive=True).method.message_count)

    def parked(self) -> list[tuple[dict[str, Any], bytes]]:
        """Take this run's messages out of the parking queue: their headers and bodies."""
        found, others = [], []
        with self.channel() as channel:
            while (taken := channel.basic_get("parked"))[0] is not None:
                method, properties, body = taken
                if self._is_mine(properties.headers or {}):
                    found.append((properties.headers, body))
                    channel.basic_ack(method.delivery_tag)
                else:
                    others.append(method.delivery_tag)
            for tag in others:
                channel.basic_nack(tag, requeue=True)
        return found

    def post(self, path: str, language: str = "en", **body: Any) -> requests.Response:
        """Ask one of its HTTP doors."""
        headers = {"Accept-Language": language}
        return requests.post(f"{self.url}{path}", json=body, headers=headers, timeout=30)

    def get(self, path: str) -> requests.Response:
        """Look at one of its HTTP doors."""
        return requests.get(f"{self.url}{path}", timeout=30)

    def _is_mine(self, headers: dict[str, Any]) -> bool:
        deaths = [death["queue"] for death in headers.get("x-death", [])]
        return any(name.startswith(self.name) for name in (*deaths, headers.get("x-queue", "")))

    def _is_ready(self) -> bool:
        assert self.runs, self.log.read_text(encoding="utf-8")[-2000:]
        try:
            return requests.get(f"{self.url}/readyz", timeout=2).status_code == 200
        except requests.RequestException:
            return False
