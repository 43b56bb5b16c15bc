"""A partner's queue as Haat makes it, with what Haat does to it: publish, look, replay."""

import json
import uuid
from contextlib import closing
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import NackError

from tests.integration.partners.own_broker import eventually

DELIVERY_LIMIT = 2
DATA = {
    "order_id": "ord_1",
    "consignment_id": "con_1",
    "partner_id": "par_1",
    "from_pin": "814133",
    "to_pin": "814112",
    "weight_g": 900,
    "cod_due": 0,
    "promised_on": "2030-01-05",
}


class QueueOfAPartner:
    """A quorum queue with a delivery limit, and the queue where its dead letters are parked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.name = f"partner.test_{uuid.uuid4().hex[:12]}"
        self.parking = f"{self.name}.parking"

    def declare(self) -> None:
        arguments = {
            "x-queue-type": "quorum",
            "x-delivery-limit": DELIVERY_LIMIT,
            "x-dead-letter-exchange": self.parking,
        }
        with closing(self._connection()) as connection:
            channel = connection.channel()
            channel.exchange_declare(self.parking, "fanout", durable=True)
            channel.queue_declare(self.parking, durable=True)
            channel.queue_bind(self.parking, self.parking)
            channel.queue_declare(self.name, durable=True, arguments=arguments)

    def delete(self) -> None:
        with closing(self._connection()) as connection:
            channel = connection.channel()
            channel.queue_delete(self.name)
            channel.queue_delete(self.parking)
            channel.exchange_delete(self.parking)

    def publish(
        self,
        shipment_id: str,
        *,
        event_id: str = "",
        kind: str = "shipment.created",
        body: bytes | None = None,
    ) -> None:
        """One event, confirmed by the broker, which for a moment after its start says no."""
        event_id = event_id or f"evt_{shipment_id}"
        headers: dict[str, Any] = {"cloudEvents:id": event_id, "cloudEvents:type": kind}
        headers |= {"cloudEvents:time": "2030-01-02T10:00:00Z", "cloudEvents:sequence": 1}
        content = body or json.dumps(DATA | {"shipment_id": shipment_id}).encode()
        about = pika.BasicProperties(message_id=event_id, headers=headers, delivery_mode=2)
        with closing(self._connection()) as connection:
            channel = connection.channel()
            channel.confirm_delivery()
            eventually(lambda: _took(channel, self.name, content, about))

    def listeners(self) -> int:
        return self._count("consumer_count")

    def waiting(self) -> int:
        return self._count("message_count")

    def left(self) -> list[str]:
        """Take out what is still in the queue; ask when nobody listens any more."""
        self.publish("last", event_id="last")
        return self._take(self.name, until="last")

    def parked(self) -> list[str]:
        """The ids of the dead letters, sorted; they stay."""
        with closing(self._connection()) as connection:
            channel = connection.channel()
            found = []
            while (got := channel.basic_get(self.parking))[0] is not None:
                found.append(str(got[1].message_id))
        return sorted(found)

    def _take(self, queue: str, until: str) -> list[str]:
        found: list[str] = []
        with closing(self._connection()) as connection:
            channel = connection.channel()
            while until not in found:
                _, about, _ = channel.basic_get(queue, auto_ack=True)
                found += [str(about.message_id)] if about else []
        return found[:-1]

    def _count(self, name: str) -> int:
        with closing(self._connection()) as connection:
            declared = connection.channel().queue_declare(self.name, passive=True)
            return int(getattr(declared.method, name))

    def _connection(self) -> pika.BlockingConnection:
        return pika.BlockingConnection(pika.URLParameters(self.url))


def _took(
    channel: BlockingChannel, queue: str, content: bytes, about: pika.BasicProperties
) -> bool:
    try:
        channel.basic_publish("", queue, content, about, mandatory=True)
    except NackError:
        return False
    return True
