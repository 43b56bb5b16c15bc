"""Requests as an attacker writes them, and who sends them."""

import re
import secrets
from typing import Any, Final

from werkzeug.test import Client, TestResponse

from chassis.doors import Door
from chassis.people import Grant, Person
from contracts.policy import POLICY
from tests.policy.bench import Served, token_of
from tests.policy.callers import BUYER, EVERYBODY, MACHINE, MAKER, NEVER

MALLORY: Final = Person(
    id="per_mallory", grants=EVERYBODY, sure_until=NEVER, session="ses_per_mallory"
)
BUYS: Final = Person(id=BUYER, grants=EVERYBODY, sure_until=NEVER, session=f"ses_{BUYER}")
SELLS: Final = Person(id=MAKER, grants=EVERYBODY, sure_until=NEVER, session=f"ses_{MAKER}")


def able(action: str, owner: str = MAKER) -> Person:
    """Somebody whom the table lets do it everywhere, to what is theirs or not."""
    grants = [
        Grant(role=allow.role, kind=kind)
        for allow in POLICY.get(action, ())
        for kind in (allow.kinds or (("field",) if allow.role == "officer" else ("",)))
    ]
    mine = MACHINE if any(grant.role == "partner" for grant in grants) else owner
    return Person(id=mine, grants=[*EVERYBODY, *grants], sure_until=NEVER, session=f"ses_{owner}")


def ask(
    at: Served,
    door: Door,
    person: Person | None,
    *,
    path: dict[str, str] | None = None,
    **more: Any,
) -> TestResponse:
    """Any bytes and headers at a door; a path's values are made up where none are given."""
    given = path or {}
    where = re.sub(r"<([^>]*)>", lambda found: given.get(found[1], "thing_0"), door.path)
    headers = {"Accept-Language": "en"} | more.pop("headers", {})
    if person:
        headers |= {"Authorization": f"Bearer {token_of(person)}"}
    if door.method != "GET":
        headers = {"Idempotency-Key": secrets.token_hex(16)} | headers
    if "data" in more:
        more = {"content_type": "application/json"} | more
    client: Client = at._client
    return client.open(where, method=door.method, headers=headers, **more)
