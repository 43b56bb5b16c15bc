"""The broker as its operator sees it, past all proxies: its queues, and messages put into them."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pika
import requests

from deploy.local.credentials import credentials
from deploy.local.settings import Settings
from tests.chaos.tap import direct_amqp_url

OF_A_CONSUMER = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+(?<!\.suspect)")


class Broker:
    """Reads the management door and publishes."""

    def __init__(self, settings: Settings) -> None:
        self._amqp = pika.URLParameters(direct_amqp_url(settings))
        self._api = settings.url("RABBITMQ_MANAGEMENT") + "/api/queues/haat"
        self._who = ("haat", credentials(settings)["HAAT_RABBITMQ_PASSWORD"])

    def of_consumers(self) -> list[str]:
        """The queues that services read, sorted; raises RequestException."""
        return sorted(name for name in self._quorum() if OF_A_CONSUMER.fullmatch(name))

    def unwritten(self, names: Path) -> list[str]:
        """Quorum queues that a kill of the broker would lose: their names are not on disk yet."""
        kept = names.read_bytes() if names.exists() else b""
        queues = self._quorum()
        return [n for n in queues if not re.search(re.escape(n).encode() + rb"(?!\.)", kept)]

    def _quorum(self) -> list[str]:
        columns = {"columns": "name,type"}
        answer = requests.get(self._api, columns, auth=self._who, timeout=10)
        answer.raise_for_status()
        found = answer.json()
        return [queue["name"] for queue in found if queue.get("type") == "quorum"]

    def take_back(self, poison: Collection[str]) -> None:
        """Remove from the parked messages what was put in to be parked."""
        connection = pika.BlockingConnection(self._amqp)
        channel = connection.channel()
        while (found := channel.basic_get("parked"))[0] is not None:
            if found[1].message_id in poison:
                channel.basic_ack(found[0].delivery_tag)
        connection.close()

    def put(self, queue: str, body: bytes, headers: Mapping[str, Any], message_id: str) -> None:
        """Into a queue, confirmed; raises AMQPError, OSError."""
        connection = pika.BlockingConnection(self._amqp)
        try:
            channel = connection.channel()
            channel.confirm_delivery()
            properties = pika.BasicProperties(
                message_id=message_id, delivery_mode=2, headers=dict(headers)
            )
            channel.basic_publish("", queue, body, properties, mandatory=True)
        finally:
            if connection.is_open:
                connection.close()
