"""The read side of payout accounts: of the number the last digits only, for whoever asks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

from pymongo.database import Database

from chassis.aggregate import read
from chassis.encryption import FieldVault
from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.people import Person
from chassis.policy import allows, areas_for
from chassis.store import Document
from contracts.message import Message
from contracts.policy import EVERYWHERE
from services.payments.domain.bank_details import PayoutKind
from services.payments.domain.payout_account import COLLECTION, PayoutAccount
from services.payments.domain.refusals import PayeeNotFound, PayoutAccountNotFound
from services.payments.sealing import digests_of, holder_of

PayoutStatus = Literal["entered", "approved", "active", "refused", "withdrawn", "replaced"]
Accounts = Database[Document]


class PayoutAccountView(Message):
    """Where a seller's money shall go. `shown` ends with the last four digits.

    `active_from` is when it became active, or will: 48 hours after it was approved. `shared_with`
    are other sellers that named the same number; only who decides is told.
    """

    payout_account_id: str
    seller_id: str
    kind: PayoutKind
    shown: str
    ifsc: str
    holder: str
    status: PayoutStatus
    entered_by: str
    entered_at: datetime
    objection: str
    decided_by: str
    reason: str
    active_from: datetime | None
    ended_at: datetime | None
    version: int
    shared_with: list[str] = []


class PayoutAccountPage(Message):
    """The oldest first; `next` is the cursor of the next page, empty at the end."""

    items: list[PayoutAccountView]
    next: str = ""


def payout_account_for(
    database: Accounts, vault: FieldVault, reader: Person, id: str
) -> PayoutAccountView:
    """Raises `PayoutAccountNotFound`, also where it is not for the reader to see."""
    for account in _some(database, {"_id": id}, 1):
        if allows(reader, "payout_account.read", [account.owner_id], account.areas):
            return _view(database, vault, reader, account)
    raise PayoutAccountNotFound(field="payout_account_id")


def of_seller(
    database: Accounts, vault: FieldVault, reader: Person, seller_id: str, *, after: str, limit: int
) -> PayoutAccountPage:
    """Raises `PayeeNotFound`, also where the seller's accounts are not for the reader to see."""
    with answering():
        payee = database["payees"].find_one({"_id": seller_id})
    if payee is None or not allows(
        reader, "payout_account.read", [payee["owner_id"]], payee["areas"]
    ):
        raise PayeeNotFound(field="seller_id")
    return _page(database, vault, reader, [{"seller_id": seller_id}], after=after, limit=limit)


def for_reader(
    database: Accounts, vault: FieldVault, reader: Person, status: str, *, after: str, limit: int
) -> PayoutAccountPage:
    """One's own; of a status those in whose area the reader is staff, such as all `entered`."""
    filters: list[dict[str, Any]] = [{"owner_id": reader.id}]
    if status:
        areas = areas_for(reader, "payout_account.read")
        filters = [{"status": status, "areas": area} for area in areas]
        filters = [{"status": status}] if EVERYWHERE in areas else filters
    return _page(database, vault, reader, filters, after=after, limit=limit)


def shared_with(database: Accounts, vault: FieldVault, account: PayoutAccount) -> list[str]:
    """The other sellers that named the same number, at whatever time."""
    alike = {"sealed.digest": {"$in": digests_of(account, vault)}}
    with answering():
        found = database[COLLECTION].find(alike, {"seller_id": 1})
        return sorted({row["seller_id"] for row in found} - {account.seller_id})


def due(database: Accounts, now: datetime, limit: int = 200) -> list[tuple[str, str]]:
    """Ids, of account and seller, of those whose hold is over; the longest waiting first."""
    wanted = {"status": "approved", "held_until": {"$lte": now}}
    with answering():
        found = database[COLLECTION].find(wanted, {"seller_id": 1}).sort("held_until", 1)
        return [(row["_id"], row["seller_id"]) for row in found.limit(limit)]


def by_key(database: Accounts, keys: Iterable[str]) -> tuple[dict[str, int], int]:
    """How many accounts are sealed under each of these keys, and how many there are in all."""
    kept = database[COLLECTION]
    with answering():
        return {key: kept.count_documents({"sealed.key": key}) for key in keys}, (
            kept.count_documents({})
        )


def sealed_under(database: Accounts, keys: list[str], limit: int) -> list[str]:
    """Ids of some that are sealed under one of these keys."""
    with answering():
        found = database[COLLECTION].find({"sealed.key": {"$in": keys}}, {"_id": 1})
        return [row["_id"] for row in found.limit(limit)]


def _page(
    database: Accounts,
    vault: FieldVault,
    reader: Person,
    filters: list[dict[str, Any]],
    *,
    after: str,
    limit: int,
) -> PayoutAccountPage:
    """What any of the filters finds: one by one, since each has its index and `$or` may not."""
    later = {"_id": {"$gt": after}}
    each = {one.id: one for wanted in filters for one in _some(database, wanted | later, limit + 1)}
    found = [each[id] for id in sorted(each)][: limit + 1]
    items = [_view(database, vault, reader, account) for account in found[:limit]]
    return PayoutAccountPage(
        items=items, next=cursor_after([account.id for account in found], limit)
    )


def _some(database: Accounts, wanted: dict[str, Any], limit: int) -> Iterable[PayoutAccount]:
    with answering():
        found = database[COLLECTION].find(wanted, {"outbox": 0, "handled": 0}).sort("_id", 1)
        documents = list(found.limit(limit))
    for document in documents:
        account = read(PayoutAccount, document)
        yield account


def _view(
    database: Accounts, vault: FieldVault, reader: Person, account: PayoutAccount
) -> PayoutAccountView:
    decides = allows(reader, "payout_account.decide", [], account.areas)
    known = {
        name: getattr(account, name)
        for name in PayoutAccountView.__struct_fields__
        if name not in ("payout_account_id", "holder", "active_from", "shared_with")
    }
    return PayoutAccountView(
        payout_account_id=account.id,
        holder=holder_of(account, vault),
        active_from=account.active_from or account.held_until,
        shared_with=shared_with(database, vault, account) if decides else [],
        **known,
    )
