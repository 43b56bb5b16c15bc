"""A parking queue of one test alone, its log, and a queue in which things failed."""

import json
import time
import uuid
from typing import Any

import pika

from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.messages import Filters

NOW = int(time.time())


class Lot:
    """What is parked here disturbs nobody's `parked`."""

    def __init__(self, amqp_url: str) -> None:
        self.url, name = amqp_url, f"parked{uuid.uuid4().hex[:10]}"
        self.queue, self.log, self.home = f"{name}.parked", f"{name}.log", f"{name}.orders"
        self.hand = Hand(amqp_url, queue=self.queue, log=self.log)
        self._line = pika.BlockingConnection(pika.URLParameters(amqp_url))
        self.channel = self._line.channel()
        self.channel.confirm_delivery()
        for queue in (self.queue, self.home):
            self.channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})

    def close(self) -> None:
        for queue in (self.queue, self.home, self.log):
            self.channel.queue_delete(queue)
        self._line.close()

    def park(self, number: int, **headers: Any) -> str:
        """As the consumer parks: headers, body and id are the event's."""
        id = f"evt_{number}"
        told = {
            "cloudEvents:id": id,
            "cloudEvents:type": "order.placed",
            "cloudEvents:sequence": number,
            "x-queue": self.home,
            "x-error": "TooHeavy: too_heavy",
            "x-attempt": 3,
            "x-first-failed-at": NOW - 600,
            "x-service": "orders",
            "x-handler": "on_placed",
        } | headers
        properties = pika.BasicProperties(
            content_type="application/json",
            delivery_mode=2,
            message_id=id,
            timestamp=NOW,
            headers={name: value for name, value in told.items() if value is not None},
        )
        body = json.dumps({"order_id": f"ord_{number}", "buyer": {"phone": "+919812345678"}})
        self.channel.basic_publish("", self.queue, body.encode(), properties, mandatory=True)
        return id

    def ids(self, **filters: Any) -> list[str]:
        """Of what is parked, in its order."""
        page = self.hand.page(Filters(**filters), limit=1_000)
        return [parked.event_id for parked in page.messages]

    def all_of(self, queue: str) -> list[tuple[pika.BasicProperties, bytes]]:
        """Take everything out of a queue; without the count that the broker adds."""
        taken = []
        while (got := self.channel.basic_get(queue, auto_ack=True))[0] is not None:
            (got[1].headers or {}).pop("x-delivery-count", None)
            taken.append((got[1], got[2]))
        return taken

    def ids_home(self) -> list[str]:
        """Of what is back where it failed; taken out."""
        return [str(properties.message_id) for properties, _ in self.all_of(self.home)]

    def recorded(self) -> list[tuple[str, str, str, str, str]]:
        """Who, why, what, the event, and the failure."""
        entries = self.hand.history(limit=100)
        return [(e.who, e.why, e.action, e.event_id, e.failure) for e in entries]
