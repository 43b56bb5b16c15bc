"""Facts that the accounts service publishes."""

from contracts.message import Event
from contracts.values import Language


class AccountRegistered(Event):
    """A person logged in with their phone for the first time (`phone` in E.164)."""

    SUBJECT = "person_id"

    person_id: str
    phone: str
    language: Language
    name: str = ""
    email: str = ""


class AccountUpdated(Event):
    """A person changed how they are called or reached; the whole of it, not the difference."""

    SUBJECT = "person_id"

    person_id: str
    phone: str
    language: Language
    name: str = ""
    email: str = ""
