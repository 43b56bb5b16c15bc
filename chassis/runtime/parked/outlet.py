"""The way back: a parked message returns to the queue where it failed."""

from typing import Any

import amqp
from amqp.exceptions import MessageNacked

from chassis.runtime.link import body_of
from chassis.runtime.parked.messages import Parked
from chassis.runtime.parked.orders import Failure

_NOT_KEPT = ("expiration", "user_id")
"""A deadline would end it again; the user would have to be this connection's."""


class Outlet:
    """On a channel with confirms: nothing else is published on it."""

    def __init__(self, channel: amqp.Channel) -> None:
        self._channel = channel
        self._returned = False
        channel.events["basic_return"].add(self._on_return)

    def put_back(self, parked: Parked, message: amqp.Message) -> Failure | None:
        """The broker has the copy when this returns nothing; else why it has not."""
        if not parked.queue:
            return "no_queue"
        self._returned = False
        try:
            self._channel.basic_publish(copy_of(message), "", parked.queue, mandatory=True)
        except MessageNacked:
            return "refused"
        return "unroutable" if self._returned else None

    def _on_return(self, *_: Any) -> None:
        self._returned = True


def copy_of(message: amqp.Message) -> amqp.Message:
    """The same event, as if it had never failed: attempts begin again."""
    headers = {k: v for k, v in (message.headers or {}).items() if not k.startswith("x-")}
    properties = {k: v for k, v in message.properties.items() if k not in _NOT_KEPT}
    properties |= {"application_headers": headers, "delivery_mode": 2}
    return amqp.Message(body_of(message), **properties)
