"""Grants every user its rights: `python -m deploy.rights`, before services start. Safe to repeat.

HAAT_RABBITMQ_ADMIN_URL is an administrator's address of the broker's management door, and
HAAT_BROKER_<USER> the address of each user, which names it and its password; HAAT_MONGO_ADMIN_URL
and HAAT_DATABASE_<USER> the same for MongoDB. Each may stand in a file: HAAT_…_FILE. What has no
administrator is left alone; a user without an address is not made.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import pymongo
import pymongo.errors
import requests

from chassis.asyncapi.channels import VHOST
from chassis.settings import BadSettings, text_of
from deploy.rights import database, doors
from deploy.rights.broker import all_rights
from deploy.rights.definitions import definitions

PATIENCE = 60.0
_PAUSE, _SECONDS = 1.0, 20
_AWAY = (requests.ConnectionError, pymongo.errors.ConnectionFailure)


def main(environment: Mapping[str, str] = os.environ) -> int:
    """0 when all is granted; 2 for settings that are wrong or missing."""
    try:
        broker = text_of("HAAT_RABBITMQ_ADMIN_URL", environment)
        mongo = text_of("HAAT_MONGO_ADMIN_URL", environment)
        if not broker and not mongo:
            raise BadSettings("HAAT_RABBITMQ_ADMIN_URL, HAAT_MONGO_ADMIN_URL: both missing")
        if broker:
            _patiently(lambda: grant_at_broker(broker, environment))
        if mongo:
            _patiently(lambda: grant_in_database(mongo, environment))
    except BadSettings as bad:
        print(f"deploy.rights: {bad}", file=sys.stderr)
        return 2
    return 0


def grant_at_broker(admin_url: str, environment: Mapping[str, str]) -> None:
    """Import the definitions of all users whose addresses are known."""
    services = doors.services()
    rights = all_rights(doors.NAMES, doors.queues(services), doors.questions(services))
    passwords = _passwords("HAAT_BROKER_", (one.user for one in rights), environment)
    admin = urlsplit(admin_url)
    with requests.Session() as session:
        session.trust_env = False
        session.auth = unquote(admin.username or ""), unquote(admin.password or "")
        session.post(
            f"{admin.scheme}://{admin.hostname}:{admin.port or 15672}/api/definitions",
            json=definitions(rights, passwords, VHOST),
            timeout=_SECONDS,
        ).raise_for_status()


def grant_in_database(admin_url: str, environment: Mapping[str, str]) -> None:
    """Make the roles, and the users whose addresses are known."""
    passwords = _passwords("HAAT_DATABASE_", database.users(), environment)
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
        admin_url, serverSelectionTimeoutMS=_SECONDS * 1000
    )
    with client:
        database.grant(client["admin"], passwords)


def _passwords(prefix: str, users: Iterable[str], environment: Mapping[str, str]) -> dict[str, str]:
    """From the users' addresses; raises BadSettings for one that names somebody else."""
    found = {}
    for user in users:
        key = prefix + user.upper().replace("-", "_")
        if address := text_of(key, environment):
            parts = urlsplit(address)
            if unquote(parts.username or "") != user or not parts.password:
                raise BadSettings(f"{key}: must name the user {user} and a password")
            found[user] = unquote(parts.password)
    return found


def _patiently(granting: Callable[[], None]) -> None:
    """A server that is not there yet gets a minute."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return granting()
        except _AWAY:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


if __name__ == "__main__":
    sys.exit(main())
