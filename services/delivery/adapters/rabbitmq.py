"""Partners' places at the broker, made through RabbitMQ's management HTTP API.

`delivery.events` → (`shipment.*`) → headers exchange `delivery.partners` → (`partner` = its id)
→ quorum queue `partner.<id>`, which the user `partner-<id>` may read, and nothing else.
"""

import secrets
import time
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

import requests

from chassis import metrics
from chassis.errors import Unavailable
from services.delivery.domain.partner import queue_of
from services.delivery.ports import Access

SOURCE: Final = "delivery.events"
PARTNERS: Final = "delivery.partners"
SECONDS: Final = 5.0
QUEUE: Final = {
    "x-queue-type": "quorum",
    "x-delivery-limit": 20,
    "x-dead-letter-exchange": "parking",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}


class RabbitAdmin:
    """`services.delivery.ports.BrokerAdmin`; every request is safe to repeat."""

    def __init__(self, api_url: str, amqp_url: str) -> None:
        address = urlsplit(api_url)
        self._api = f"{address.scheme}://{address.hostname}:{address.port or 15672}/api"
        self._auth = unquote(address.username or ""), unquote(address.password or "")
        self._vhost = quote(unquote(urlsplit(amqp_url).path[1:]) or "/", safe="")

    def admit(self, partner_id: str) -> Access:
        queue, user = queue_of(partner_id), f"partner-{partner_id}"
        access = Access(queue=queue, user=user, password=secrets.token_urlsafe(32))
        started, outcome = time.perf_counter(), "failed"
        try:
            with requests.Session() as session:
                session.trust_env, session.auth = False, self._auth
                self._route(session, partner_id, queue)
                self._let_in(session, access)
            outcome = "ok"
        except requests.RequestException as away:
            raise Unavailable(field="broker") from away
        finally:
            metrics.EXTERNAL.labels("delivery", "rabbitmq", "admit", outcome).observe(
                time.perf_counter() - started
            )
        return access

    def _route(self, session: requests.Session, partner_id: str, queue: str) -> None:
        vhost, durable = self._vhost, {"durable": True, "auto_delete": False}
        self._ask(session, "PUT", f"exchanges/{vhost}/{SOURCE}", durable | {"type": "topic"})
        self._ask(session, "PUT", f"exchanges/{vhost}/{PARTNERS}", durable | {"type": "headers"})
        shipments = {"routing_key": "shipment.*", "arguments": {}}
        self._ask(session, "POST", f"bindings/{vhost}/e/{SOURCE}/e/{PARTNERS}", shipments)
        self._ask(session, "PUT", f"queues/{vhost}/{queue}", durable | {"arguments": QUEUE})
        own = {"routing_key": "", "arguments": {"x-match": "all", "partner": partner_id}}
        self._ask(session, "POST", f"bindings/{vhost}/e/{PARTNERS}/q/{queue}", own)

    def _let_in(self, session: requests.Session, access: Access) -> None:
        only = "^" + access.queue.replace(".", r"\.") + "$"
        rights = {"configure": "", "write": "", "read": only}
        self._ask(session, "PUT", f"users/{access.user}", {"password": access.password, "tags": ""})
        self._ask(session, "PUT", f"permissions/{self._vhost}/{access.user}", rights)

    def _ask(self, session: requests.Session, method: str, path: str, body: Any) -> None:
        url = f"{self._api}/{path}"
        session.request(method, url, json=body, timeout=SECONDS).raise_for_status()
