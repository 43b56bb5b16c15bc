"""What the API shows people of their consents, of an erasure, and of all that is kept of them."""

from datetime import datetime
from typing import Literal

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.store import Document
from contracts.accounts import ConsentMode, Purpose
from contracts.message import Message
from contracts.retention import KEPT, Ground
from contracts.values import Language, Text
from services.accounts.domain.consent import Consent, Consents
from services.accounts.domain.erasure import Erasure
from services.accounts.domain.notice import NoticePurpose
from services.accounts.queries import PersonView, person

MOST_DUE = 50


class NoticeView(Message):
    """A notice, its `hash` the SHA-256 of the file that it stands in."""

    name: str
    version: int
    valid_from: datetime
    hash: str
    title: Text
    purposes: list[NoticePurpose]
    withdraw: Text
    complain: Text


class ConsentView(Message):
    """One yes; it holds while `withdrawn_at` is null. `acted_by` is the staff who recorded it."""

    consent_id: str
    purpose: Purpose
    notice: str
    version: int
    notice_hash: str
    mode: ConsentMode
    language: Language
    given_at: datetime
    withdrawn_at: datetime | None
    acted_by: str
    objection: str


class ConsentsView(Message):
    """`purposes` are those that hold now; `items` all that was ever said, the oldest first."""

    person_id: str
    purposes: list[Purpose]
    items: list[ConsentView]


class ErasureView(Message):
    """It happens soon after `due_at`, which moves while orders are under way; `kept` tells what
    law keeps."""

    status: Literal["none", "asked", "taken_back", "erasing", "done"]
    due_at: datetime | None
    kept: list["KeptView"]


class KeptView(Message):
    """What a service keeps of people, on which ground, for what, and until when."""

    service: str
    what: Text
    why: Text
    ground: Ground
    until: Text
    after_erasure: Text


class DataView(Message):
    """What Haat knows of the caller: here itself, or by service what kind of thing it is."""

    person: PersonView
    consents: ConsentsView
    sessions: int
    erasure: ErasureView
    kept: list[KeptView]


def consents_of(database: Database[Document], person_id: str) -> ConsentsView:
    """All that the person said; empty where they were not asked."""
    with answering():
        found = database["consents"].find_one({"_id": person_id})
    if found is None:
        return consents_view(Consents.of(person_id))
    return consents_view(msgspec.convert(found | {"id": person_id}, Consents))


def consents_view(consents: Consents) -> ConsentsView:
    """The same of the aggregate."""
    items = [_consent(consent) for consent in consents.given]
    return ConsentsView(person_id=consents.id, purposes=list(consents.now()), items=items)


def erasure_of(database: Database[Document], person_id: str) -> ErasureView:
    """How far it is."""
    with answering():
        found = database["erasures"].find_one({"_id": person_id})
    if found is None:
        return erasure_view(Erasure.of(person_id))
    return erasure_view(msgspec.convert(found | {"id": person_id}, Erasure))


def erasure_view(erasure: Erasure) -> ErasureView:
    """The same of the aggregate."""
    kept = [_kept(row) for row in KEPT if row.law]
    return msgspec.convert(
        {"status": erasure.status, "due_at": erasure.due_at, "kept": kept},
        ErasureView,
        from_attributes=True,
    )


def data_of(database: Database[Document], person_id: str) -> DataView:
    """Raises `PersonNotFound`."""
    return DataView(
        person=person(database, person_id),
        consents=consents_of(database, person_id),
        sessions=len(sessions_of(database, person_id)),
        erasure=erasure_of(database, person_id),
        kept=[_kept(row) for row in KEPT],
    )


def sessions_of(database: Database[Document], person_id: str) -> list[str]:
    """Ids of all sessions of which something is kept."""
    with answering():
        found = database["sessions"].find(
            {"person_id": person_id, "status": {"$in": ["open", "ended"]}}, {"_id": 1}
        )
        return [document["_id"] for document in found]


def due_erasures(database: Database[Document], now: datetime) -> list[str]:
    """Whose time has come, and who was left half forgotten by a crash."""
    with answering():
        due = database["erasures"].find({"status": "asked", "due_at": {"$lte": now}}, {"_id": 1})
        begun = database["erasures"].find({"status": "erasing"}, {"_id": 1})
        return [d["_id"] for found in (begun, due) for d in found.limit(MOST_DUE)]


def _consent(consent: Consent) -> ConsentView:
    return ConsentView(
        consent_id=consent.consent_id,
        purpose=consent.purpose,
        notice=consent.notice,
        version=consent.version,
        notice_hash=consent.notice_hash,
        mode=consent.how.mode,
        language=consent.how.language,
        given_at=consent.given_at,
        withdrawn_at=consent.withdrawn_at,
        acted_by=consent.how.acted_by,
        objection=consent.objection,
    )


def _kept(row: object) -> KeptView:
    return msgspec.convert(row, KeptView, from_attributes=True)
