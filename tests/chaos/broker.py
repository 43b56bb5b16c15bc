"""Looks into the broker: how much lies in which queue, and what was parked."""

from typing import Any

import pika
import requests
from pika.adapters.blocking_connection import BlockingChannel

from chassis.runtime.parked.log import PARKED_LOG
from deploy.demo.partner import PARTNER_NAME
from deploy.local.credentials import credentials
from tests.chaos.seen import Parked
from tests.chaos.tap import direct_amqp_url
from tests.market import Market

OURS = "chaos."
"""Queues of the runner and the tap are not the platform's; the log of what was done with parked
messages is a stream, which keeps all."""
PARKED = "parked"


def queues(market: Market) -> dict[str, int]:
    """Messages in each of the platform's queues, in hand or not; counts are up to 5 s old."""
    password = credentials(market.settings)["HAAT_RABBITMQ_PASSWORD"]
    url = market.settings.url("RABBITMQ_MANAGEMENT") + "/api/queues/haat"
    columns = {"columns": "name,messages,messages_ready,messages_unacknowledged"}
    found = requests.get(url, params=columns, auth=("haat", password), timeout=30).json()
    unread = _unread(market) | {PARKED_LOG}
    return {
        queue["name"]: queue.get("messages", 0)
        for queue in found
        if not queue["name"].startswith(OURS) and queue["name"] not in unread
    }


def _unread(market: Market) -> set[str]:
    """Of partners that never come, the tests' and the cookbook's: nobody reads their queues."""
    others = {"name": {"$ne": PARTNER_NAME}}
    partners = market.mongo["haat_delivery"]["partners"].find(others, {"_id": 1})
    return {f"partner.{row['_id']}" for row in partners}


def parked(market: Market) -> list[Parked]:
    """Everything that was put aside, left where it is."""
    connection = pika.BlockingConnection(pika.URLParameters(direct_amqp_url(market.settings)))
    try:
        return list(_read(connection.channel()))
    finally:
        connection.close()


def _read(channel: BlockingChannel) -> list[Parked]:
    found: list[Parked] = []
    while True:
        method, properties, body = channel.basic_get(PARKED)
        if method is None:
            return found
        found.append(_parked(properties, body))


def _parked(properties: Any, body: bytes) -> Parked:
    headers = properties.headers or {}
    id = properties.message_id or headers.get("cloudEvents:id", "")
    queue = headers.get("x-queue") or headers.get("x-first-death-queue", "?")
    error = headers.get("x-error") or headers.get("x-first-death-reason", "?")
    return Parked(id or f"without an id, {body[:60]!r}", queue, error)
