"""Facts that the accounts service publishes."""

from typing import Literal

from contracts.message import Event
from contracts.values import Instant, Language

Purpose = Literal["scheme", "marketplace", "marketing"]
"""What information is used for; `scheme` rests on law, and no consent is asked for it."""
ConsentMode = Literal["screen", "voice", "thumb", "paper"]
"""How somebody said yes."""


class AccountRegistered(Event):
    """A person logged in for the first time, or staff entered them (`phone` in E.164)."""

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


class ConsentGiven(Event):
    """A person said yes to these purposes; with `acted_by`, staff recorded it for them, and they
    may object by that number."""

    SUBJECT = "person_id"
    AGGREGATE = "consents"

    person_id: str
    purposes: list[Purpose]
    notice: str
    version: int
    mode: ConsentMode
    acted_by: str = ""
    objection: str = ""


class ConsentWithdrawn(Event):
    """A person took their yes back."""

    SUBJECT = "person_id"
    AGGREGATE = "consents"

    person_id: str
    purposes: list[Purpose]


class ErasureAsked(Event):
    """A person wants to be forgotten, which happens at `due_at` unless they take it back."""

    SUBJECT = "person_id"
    AGGREGATE = "erasure"

    person_id: str
    due_at: Instant


class ErasureTakenBack(Event):
    """They stay."""

    SUBJECT = "person_id"
    AGGREGATE = "erasure"

    person_id: str


class AccountErased(Event):
    """The person is forgotten: whoever keeps what names or reaches them erases it too."""

    SUBJECT = "person_id"

    person_id: str
