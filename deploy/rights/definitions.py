"""RabbitMQ's definitions: users with their rights, and what they share, as the broker imports it.

Importing is safe to repeat on a broker at work: what is there stays, rights and passwords become
what is said here, connections stay open.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chassis.runtime.parked.log import PARKED_LOG, STREAM
from chassis.runtime.topology import CALLS, shared
from contracts.audit import TRAIL
from contracts.registry import EVENTS
from deploy.rights.broker import Rights

_SALT_BYTES = 4


def definitions(
    rights: Sequence[Rights], passwords: Mapping[str, str], vhost: str
) -> dict[str, Any]:
    """Users without a password in `passwords` are left out."""
    known = [one for one in rights if one.user in passwords]
    return {
        "vhosts": [{"name": vhost}],
        "users": [_user(one, passwords[one.user]) for one in known],
        "permissions": [_permission(one, vhost) for one in known],
        "topic_permissions": [entry for one in known for entry in _topics(one, vhost)],
        **_topology(vhost),
    }


def password_hash(password: str, salt: bytes) -> str:
    """In RabbitMQ's form: base64 of salt and SHA-256 of salt and password."""
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


def _user(rights: Rights, password: str) -> dict[str, Any]:
    return {
        "name": rights.user,
        "password_hash": password_hash(password, secrets.token_bytes(_SALT_BYTES)),
        "hashing_algorithm": "rabbit_password_hashing_sha256",
        "tags": list(rights.tags),
    }


def _permission(rights: Rights, vhost: str) -> dict[str, str]:
    return {
        "user": rights.user,
        "vhost": vhost,
        "configure": rights.configure,
        "write": rights.write,
        "read": rights.read,
    }


def _topics(rights: Rights, vhost: str) -> Iterable[dict[str, str]]:
    for exchange, keys in rights.keys.items():
        yield {
            "user": rights.user,
            "vhost": vhost,
            "exchange": exchange,
            "write": keys.write,
            "read": keys.read,
        }


def _topology(vhost: str) -> dict[str, list[dict[str, Any]]]:
    """Where events and questions go, delays, parking and its log: what several users need."""
    topics = sorted({f"{event.publisher()}.events" for event in EVENTS.values()} | {TRAIL, CALLS})
    common = [*shared()]
    exchanges = [(name, "topic") for name in topics] + [(one.exchange, one.kind) for one in common]
    queues = [*((one.queue, one.arguments) for one in common), (PARKED_LOG, STREAM)]
    own = {"vhost": vhost, "durable": True, "auto_delete": False}
    return {
        "exchanges": [
            own | {"name": name, "type": kind, "internal": False, "arguments": {}}
            for name, kind in exchanges
        ],
        "queues": [own | {"name": name, "arguments": what} for name, what in queues],
        "bindings": [
            {
                "vhost": vhost,
                "source": one.exchange,
                "destination": one.queue,
                "destination_type": "queue",
                "routing_key": one.key,
                "arguments": {},
            }
            for one in common
        ],
    }
