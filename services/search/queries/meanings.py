"""Meanings as staff see them."""

from datetime import datetime
from typing import Any, Final

from pymongo.database import Database

from chassis.aggregate import read
from chassis.mongo import answering
from chassis.pages import cursor_after
from chassis.store import Document
from contracts.message import Message
from services.search.domain.meaning import Meaning, MeaningKind, Term
from services.search.domain.refusals import MeaningNotFound
from services.search.meaning.directory import Directory
from services.search.tables import MEANINGS

_KEPT_BACK: Final = {"outbox": 0, "handled": 0}


class MeaningView(Message):
    """A meaning; `changed_at` is null as long as it is what Haat came with."""

    meaning_id: str
    status: str
    kind: MeaningKind
    categories: list[str]
    broader: list[str]
    terms: list[Term]
    changed_at: datetime | None
    version: int


class MeaningPage(Message):
    """Meanings by their ids; `next` is the cursor of the next page, empty at the end."""

    items: list[MeaningView]
    next: str = ""


class MeaningWish(Message):
    """Which are wanted: with all words of `term`, of a kind, of a category; "" is any."""

    term: str = ""
    kind: str = ""
    category: str = ""

    @property
    def exact(self) -> dict[str, str]:
        """As the fields of documents; there is an index for each set of them."""
        wanted = {"kind": self.kind, "categories": self.category}
        return {field: value for field, value in wanted.items() if value}


def meaning_of(database: Database[Document], meaning_id: str) -> MeaningView:
    """Raises `MeaningNotFound`."""
    with answering():
        found = database[MEANINGS.name].find_one({"_id": meaning_id}, _KEPT_BACK)
    if found is None:
        raise MeaningNotFound(field="meaning_id")
    return _view(read(Meaning, found))


def meanings_for(
    database: Database[Document], wish: MeaningWish, directory: Directory, after: str, limit: int
) -> MeaningPage:
    """A page of those that are wanted, the retired ones too."""
    if wish.term:
        named = [id for id in directory.named(wish.term) if id > after]
        found = [m for m in _read(database, {"_id": {"$in": named}}) if _fits(m, wish)]
    else:
        found = _read(database, {"_id": {"$gt": after}} | wish.exact, limit + 1)
    shown = [_view(meaning) for meaning in found[:limit]]
    return MeaningPage(items=shown, next=cursor_after([meaning.id for meaning in found], limit))


def _read(database: Database[Document], wanted: dict[str, Any], limit: int = 0) -> list[Meaning]:
    with answering():
        found = database[MEANINGS.name].find(wanted, _KEPT_BACK)
        return [read(Meaning, one) for one in found.sort("_id", 1).limit(limit)]


def _fits(meaning: Meaning, wish: MeaningWish) -> bool:
    return (not wish.kind or meaning.kind == wish.kind) and (
        not wish.category or wish.category in meaning.categories
    )


def _view(meaning: Meaning) -> MeaningView:
    return MeaningView(
        meaning_id=meaning.id,
        status=meaning.status,
        kind=meaning.kind,
        categories=meaning.categories,
        broader=meaning.broader,
        terms=meaning.terms,
        changed_at=meaning.changed_at,
        version=meaning.version,
    )
