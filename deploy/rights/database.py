"""Each database user's rights: its own database; of the audit trail no more than to add to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database

from deploy.rights.doors import NAMES

AUDITOR, RECORDER = "auditor", "recorder"
TRAIL = "haat_accounts_trail"
"""See `services.accounts.adapters.trail.trail_of`."""
_KEEPER = "accounts"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role of our own in the trail's database: what may be done with any collection there."""

    name: str
    actions: Sequence[str]

    def privileges(self) -> list[dict[str, Any]]:
        """In MongoDB's form."""
        return [{"resource": {"db": TRAIL, "collection": ""}, "actions": list(self.actions)}]


ROLES = (
    Role(
        name=RECORDER,
        actions=("find", "insert", "createCollection", "createIndex", "listIndexes"),
    ),
)


def users() -> dict[str, list[dict[str, str]]]:
    """Every user and its roles."""
    services = {name: [{"role": "readWrite", "db": f"haat_{name}"}] for name in NAMES}
    services[_KEEPER].append({"role": RECORDER, "db": TRAIL})
    return {**services, AUDITOR: [{"role": "read", "db": TRAIL}]}


def grant(admin: Database[Any], passwords: Mapping[str, str]) -> None:
    """Make or change roles and users; safe to repeat. Who has no password is left out."""
    trail = admin.client[TRAIL]
    for role in ROLES:
        known = trail.command("rolesInfo", role.name)["roles"]
        verb = "updateRole" if known else "createRole"
        trail.command(verb, role.name, privileges=role.privileges(), roles=[])
    for user, granted in users().items():
        if user in passwords:
            known = admin.command("usersInfo", user)["users"]
            verb = "updateUser" if known else "createUser"
            admin.command(verb, user, pwd=passwords[user], roles=granted)
