"""What staff find in the audit trail, in their area: pages, the newest first, and one record."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.pages import CursorNotValid, cursor_of, place_of
from chassis.store import Document
from contracts.audit import FieldChange
from contracts.message import Message
from contracts.policy import EVERYWHERE
from services.accounts.adapters.trail import RECORDS
from services.accounts.domain.trail_refusals import RecordNotFound

MOST_LOOKED_AT: Final = 2_000
"""Records of which one page is picked; with two filters it may be shorter than asked."""
BATCH: Final = 200
_END: Final = 2**53
_LONGEST: Final = len(str(_END))


class Wanted(Message):
    """Which records: those that fit all that is said. `since` and `until` are times of recording,
    `areas` those in which the reader may look (`everywhere` for all).
    """

    areas: list[str]
    object: str = ""
    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


class RecordView(Message):
    """One record. `previous` and `hash` link it to the others; `…` stands for what is masked."""

    number: int
    recorded_at: datetime
    at: datetime
    service: str
    action: str
    actor_id: str
    role: str
    kind: str
    area: str
    on_behalf_of: str
    network: str
    device: str
    object_kind: str
    object_id: str
    areas: list[str]
    changes: list[FieldChange]
    state_before: str
    state_after: str
    reason: str
    correlation_id: str
    record_id: str
    previous: str
    hash: str


class TrailPage(Message):
    """The newest first; `next` is the cursor of the next page, empty at the end."""

    items: list[RecordView]
    next: str


def page(database: Database[Document], wanted: Wanted, cursor: str, limit: int) -> TrailPage:
    """The newest first, from the cursor on. Raises `CursorNotValid`."""
    before = number_of(cursor)
    until = _number_at(database, wanted.until) if wanted.until else 0
    lowest = _number_at(database, wanted.since) if wanted.since else 0
    below = min(number for number in (before, until, _END) if number)
    found: list[Document] = []
    looked_at, exact, fits = 0, _by_index(wanted), _rest(wanted)
    while looked_at < MOST_LOOKED_AT:
        size = BATCH if looked_at else limit + 1
        batch = _batch(database, exact, {"_id": {"$lt": below, "$gte": lowest}}, size)
        found += filter(fits, batch)
        if len(found) > limit:
            return _page(found[:limit], found[limit - 1]["_id"])
        if len(batch) < size:
            return _page(found, 0)
        looked_at, below = looked_at + size, batch[-1]["_id"]
    return _page(found, below)


def number_of(cursor: str) -> int:
    """Before which record the page begins; 0 for the first page. Raises `CursorNotValid`."""
    place = place_of(cursor) or "0"
    if not (place.isascii() and place.isdigit() and len(place) <= _LONGEST):
        raise CursorNotValid(field="cursor", why=cursor[:20])
    return int(place)


def _page(found: list[Document], following: int) -> TrailPage:
    return TrailPage(items=list(map(_view, found)), next=cursor_of(str(following or "")))


def record(
    database: Database[Document], number: int, may: Callable[[Sequence[str]], bool]
) -> RecordView:
    """Raises `RecordNotFound`, also for one that the reader may not see."""
    with answering():
        kept = database[RECORDS].find_one({"_id": number})
    if kept is None or not may(kept["areas"]):
        raise RecordNotFound(field="number")
    return _view(kept)


def _batch(
    database: Database[Document], exact: Sequence[Document], between: Document, size: int
) -> list[Document]:
    """The newest that any of these filters finds."""
    found: dict[int, Document] = {}
    with answering():
        for one in exact:
            rows = database[RECORDS].find(one | between).sort("_id", -1).limit(size)
            found |= {kept["_id"]: kept for kept in rows}
    return [found[number] for number in sorted(found, reverse=True)[:size]]


def _by_index(wanted: Wanted) -> list[Document]:
    """The filters that leave the fewest; there is an index on each with `_id`."""
    if wanted.object:
        return [{"object_id": wanted.object}]
    if wanted.actor:
        return [{"actor_id": wanted.actor}]
    if EVERYWHERE not in wanted.areas:
        return [{"areas": area} for area in wanted.areas]
    return [{"action": wanted.action}] if wanted.action else [{}]


def _rest(wanted: Wanted) -> Callable[[Document], bool]:
    """All the filters, for what the index has found."""
    everywhere, areas = EVERYWHERE in wanted.areas, set(wanted.areas)

    def fits(kept: Document) -> bool:
        return (
            wanted.object in ("", kept["object_id"])
            and wanted.actor in ("", kept["actor_id"])
            and wanted.action in ("", kept["action"])
            and (everywhere or not areas.isdisjoint(kept["areas"]))
        )

    return fits


def _number_at(database: Database[Document], moment: datetime) -> int:
    """The first number recorded then or later; found by halving, since times only grow."""
    with answering():
        newest = database[RECORDS].find_one({}, sort=[("_id", -1)])
        low, high = 1, (newest["_id"] if newest else 0) + 1
        while low < high:
            middle = (low + high) // 2
            kept = database[RECORDS].find_one({"_id": middle}, {"recorded_at": 1})
            if kept is not None and kept["recorded_at"] < moment:
                low = middle + 1
            else:
                high = middle
    return low


def _view(kept: Document) -> RecordView:
    return msgspec.convert(kept | {"number": kept["_id"]}, RecordView)
