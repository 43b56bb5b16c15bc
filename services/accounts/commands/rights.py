"""What the outside, and the clock, may ask of the accounts service for consents and erasure."""

from contracts.accounts import Purpose
from contracts.message import Message
from services.accounts.domain.consent import How


class GiveConsent(Message):
    """A person says yes to these purposes of a notice, or staff records that they did.

    `phone` is of whom staff records it for; they may never have logged in.
    """

    person_id: str
    notice: str
    version: int
    purposes: list[Purpose]
    how: How
    phone: str = ""


class WithdrawConsent(Message):
    """A person takes their yes back."""

    person_id: str
    purpose: Purpose


class AskErasure(Message):
    """A person wants to be forgotten; only from a session of a fresh login by code."""

    person_id: str
    session_id: str
    reason: str


class TakeBackErasure(Message):
    """They have thought better of it."""

    person_id: str


class BeginErasure(Message):
    """The time of an erasure may have come."""

    person_id: str


class FinishErasure(Message):
    """All is forgotten."""

    person_id: str


class ErasePerson(Message):
    """Forget all of an erasure that has begun; `session_ids` are the person's."""

    person_id: str
    session_ids: list[str]
