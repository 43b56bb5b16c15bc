"""All services' doors in one process: real routes, real database, a broker that is away."""

import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nameko.containers import ServiceContainer
from werkzeug.test import Client

from chassis.aggregate import Aggregate
from chassis.doors import Door
from chassis.errors import Unauthenticated, Unavailable
from chassis.people import Person
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import HttpDoor
from chassis.runtime.webserver import Routed
from deploy.rights import doors

SERVICES = doors.services()
KEY = Ed25519PrivateKey.generate()
NOWHERE = "127.0.0.1:9"


class Away:
    """A broker that cannot be reached: what needs it is `Unavailable`, after it was allowed."""

    blocked = False
    connected = False

    def call(self, *_: Any, **__: Any) -> Any:
        raise Unavailable(field="broker")

    def publish(self, *_: Any, **__: Any) -> Any:
        raise Unavailable(field="broker")


class TestKey:
    """`chassis.people.Tokens` by the walk's own key."""

    __test__ = False

    def person(self, token: str) -> Person:
        try:
            claims = jwt.decode(token, KEY.public_key(), algorithms=["EdDSA"])
        except jwt.PyJWTError as bad:
            raise Unauthenticated(field="Authorization") from bad
        return msgspec.convert(claims, Person)


def token_of(person: Person) -> str:
    return jwt.encode(msgspec.to_builtins(person), KEY, algorithm="EdDSA")


class Answer(msgspec.Struct):
    """What a door said; `code` of a problem, `data` of anything else that is JSON."""

    status: int
    code: str
    data: Any


class Served:
    """One service: its doors by route, and its database."""

    def __init__(self, service_class: type) -> None:
        container = ServiceContainer(service_class, {"AMQP_URI": f"amqp://{NOWHERE}"})
        (assembled,) = [d for d in container.dependencies if isinstance(d, Assembled)]
        broker: Any = Away()
        assembled.publisher = broker
        assembled.assembly = assembly = assembled._build(broker)
        assembly.tokens = TestKey()
        assembly._limiters = dict.fromkeys(assembly._limiters)
        with suppress(Unavailable):  # of what is away, which each service prepares last
            assembly.prepare()
        self._container = container  # its extensions hold it only weakly
        self.assembly, self.database = assembly, assembly.database
        entrypoints = [e for e in container.entrypoints if isinstance(e, HttpDoor)]
        for entrypoint in entrypoints:
            entrypoint.setup()
        self.doors: list[Door] = [entrypoint.door for entrypoint in entrypoints]
        self._client = Client(Routed(entrypoints[0].server))

    def keep(self, collection: str, aggregate: Aggregate) -> str:
        """As if it had been there before; its id."""
        document = msgspec.to_builtins(aggregate, builtin_types=(datetime,))
        id = document.pop("id")
        document |= {"version": 1, "sequence": 0, "outbox": [], "handled": []}
        self.database[collection].replace_one({"_id": id}, document, upsert=True)
        return str(id)

    def ask(
        self, method: str, path: str, person: Person | None, *, body: Any = None, query: Any = None
    ) -> Answer:
        """Call a door as that person, under a key of its own."""
        headers = {"Authorization": f"Bearer {token_of(person)}"} if person else {}
        if method != "GET":
            headers["Idempotency-Key"] = secrets.token_hex(16)
        data = None if body is None else msgspec.json.encode(body)
        kind = "application/json" if data else None
        response = self._client.open(
            path, method=method, headers=headers, data=data, content_type=kind, query_string=query
        )
        said = response.get_data()
        data = msgspec.json.decode(said) if said and "json" in response.content_type else {}
        code = data.get("code", "") if response.status_code >= 400 else ""
        return Answer(status=response.status_code, code=code, data=data)


def environment(given: dict[str, str]) -> dict[str, str]:
    """A service's settings, with every server but the database away."""
    away = {
        "HAAT_AMQP_URL": f"amqp://guest:guest@{NOWHERE}/",
        "HAAT_RABBITMQ_API_URL": f"http://guest:guest@{NOWHERE}",
        "HAAT_SMS_URL": f"http://{NOWHERE}/sms",
        "HAAT_VOICE_URL": f"http://{NOWHERE}/calls",
        "HAAT_STRIPE_API_BASE": f"http://{NOWHERE}",
        "HAAT_ELASTICSEARCH_URL": f"http://{NOWHERE}",
    }
    return given | {name: value for name, value in away.items() if name in given}
