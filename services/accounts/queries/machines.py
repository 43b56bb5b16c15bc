"""What the API shows of machines and their keys."""

from datetime import datetime
from typing import Any

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.people import Grant
from chassis.store import Document
from contracts.message import Message
from contracts.places import areas_around
from contracts.policy import EVERYWHERE
from services.accounts.domain.api_key import ApiKey
from services.accounts.domain.key_refusals import MachineNotFound
from services.accounts.domain.machine import Machine


class MachineView(Message):
    """A machine and what it may do; its keys are made apart."""

    machine_id: str
    name: str
    grant: Grant


class KeyView(Message):
    """An API key as people see it: `prefix` is how it begins; `last_used_at` to the hour.

    Without `scopes` it opens all that its machine may do. `successor` is the key that was made in
    its place.
    """

    key_id: str
    prefix: str
    name: str
    scopes: list[str]
    made_by: str
    made_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
    successor: str


class NewKeyView(KeyView):
    """With the key itself, which is not kept and not shown again."""

    api_key: str


class KeyPage(Message):
    """`next` is the cursor of the next page, empty at the end."""

    items: list[KeyView]
    next: str = ""


def machine_view(machine: Machine) -> MachineView:
    """The machine as the API shows it."""
    return MachineView(machine_id=machine.id, name=machine.name, grant=machine.grant)


def key_view(key: ApiKey) -> KeyView:
    """The key without its secret, which nobody has."""
    return KeyView(**_shown(key))


def new_key_view(key: ApiKey, written: str) -> NewKeyView:
    """The key as it is shown once."""
    return NewKeyView(**_shown(key), api_key=written)


def keys_of(database: Database[Document], machine_id: str, *, after: str, limit: int) -> KeyPage:
    """A page of the machine's keys, those of the last year too."""
    wanted = {"machine_id": machine_id, "_id": {"$gt": after}}
    with answering():
        found = list(database["api_keys"].find(wanted).sort("_id", 1).limit(limit + 1))
    items = [key_view(msgspec.convert(k | {"id": k["_id"]}, ApiKey)) for k in found[:limit]]
    return KeyPage(items=items, next=cursor_after([key["_id"] for key in found], limit))


def areas_of(database: Database[Document], machine_id: str) -> list[str]:
    """Where the machine works, and what is around it; raises `MachineNotFound`."""
    with answering():
        found = database["machines"].find_one({"_id": machine_id}, {"grant": 1})
    if found is None:
        raise MachineNotFound(field="machine_id")
    return areas_around(found["grant"].get("area", EVERYWHERE))


def _shown(key: ApiKey) -> dict[str, Any]:
    kept = msgspec.structs.asdict(key)
    fields = {name: kept[name] for name in KeyView.__struct_fields__ if name in kept}
    return fields | {"key_id": key.id, "prefix": key.prefix}
