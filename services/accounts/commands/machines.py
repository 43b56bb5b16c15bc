"""What the outside may ask of the accounts service for machines and their API keys."""

from datetime import datetime

from chassis.people import Grant
from contracts.message import Message


class RegisterMachine(Message):
    """Make a machine of a partner known; the same id again is the same machine."""

    machine_id: str
    name: str
    grant: Grant


class MakeKey(Message):
    """Make an API key; the same `key_id` again is the same key.

    `within` are the scopes of whoever asks: a key never opens more than that.
    """

    key_id: str
    machine_id: str
    name: str
    scopes: list[str]
    made_by: str
    within: list[str]
    expires_at: datetime | None = None


class RotateKey(Message):
    """Make a successor of a key, which itself goes on for so many hours."""

    key_id: str
    successor_id: str
    machine_id: str
    made_by: str
    within: list[str]
    overlap_hours: int


class RevokeKey(Message):
    """From now on the key opens nothing; tokens that it brought end within the hour."""

    key_id: str
    machine_id: str


class ProveKey(Message):
    """A machine shows its API key."""

    api_key: str
