"""The audit trail as a chain: each record holds the hash of the one before, so nothing can be
altered, taken out or put in without breaking it; signed checkpoints show what is cut off its end.
"""

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final, Literal

import msgspec

from contracts.audit import ActionRecorded
from contracts.message import Message

GENESIS: Final = "0" * 64
"""What stands for the hash of a record before the first."""
Kept = dict[str, Any]
"""A kept record: the event's fields, its number `_id`, `previous`, `recorded_at` and `hash`."""
Fault = Literal["altered", "missing", "unlinked", "inserted", "rewritten", "cut", "forged"]


class Head(Message):
    """The last record of the chain, or none yet."""

    number: int = 0
    hash: str = GENESIS
    at: datetime = datetime.fromtimestamp(0, UTC)


class Checkpoint(Message):
    """That the chain had this record with this hash; `signature` is a JWS of the accounts key."""

    number: int
    hash: str
    at: datetime
    signature: str


class Break(Message):
    """Where the trail is broken: `altered` content, a `missing` record, one that is `unlinked`
    with the one before or `inserted` out of turn, a chain `rewritten` since a checkpoint or `cut`
    before one, a checkpoint that is `forged`.
    """

    number: int
    fault: Fault
    until: int = 0
    """The last number of those that are gone."""

    def __str__(self) -> str:
        which = f"records {self.number} to {self.until}" if self.until else f"record {self.number}"
        return f"{which}: {self.fault}"


def linked(head: Head, record: ActionRecorded, now: datetime) -> Kept:
    """The record as the next of the chain. Its times never go back, whatever clocks do."""
    event = msgspec.structs.replace(record, at=_whole(record.at))
    fields: Kept = msgspec.to_builtins(event, builtin_types=(datetime,))
    kept = {"_id": head.number + 1, "previous": head.hash, "recorded_at": max(now, head.at)}
    kept |= fields
    return kept | {"hash": hash_of(kept)}


def head_of(kept: Kept) -> Head:
    """The chain as it is when this record is its last."""
    return Head(number=kept["_id"], hash=kept["hash"], at=kept["recorded_at"])


def hash_of(kept: Kept) -> str:
    """SHA-256 of all its fields but `hash` as canonical JSON: keys in order, no blanks, UTF-8,
    times in UTC with milliseconds."""
    content = {name: value for name, value in kept.items() if name != "hash"}
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text
    )
    return hashlib.sha256(text.encode()).hexdigest()


def breaks(
    records: Iterable[Kept], checkpoints: Mapping[int, str], after: Head | None = None
) -> Iterator[Break]:
    """Every place where the records, in their order, do not follow from `after`, or are not what
    they were at a checkpoint (number: hash)."""
    last = after or Head()
    for kept in records:
        found = _fault(kept, last)
        if found:
            yield found
        if found and found.fault == "inserted":
            continue
        if hash_of(kept) != kept.get("hash"):
            yield Break(number=kept["_id"], fault="altered")
        elif checkpoints.get(kept["_id"], kept["hash"]) != kept["hash"]:
            yield Break(number=kept["_id"], fault="rewritten")
        last = Head(number=kept["_id"], hash=kept.get("hash", ""))
    end = max(checkpoints, default=0)
    if end > last.number:
        yield _gap("cut", last.number + 1, end)


def end_of(records: Iterable[Kept], since: Checkpoint | None) -> Head | Break:
    """The end of the chain, or where it is broken first; the records begin with that of `since`,
    whose hash vouches for all before it."""
    rest, seen, last = iter(records), deque[Kept](maxlen=1), Head()
    known = {since.number: since.hash} if since else {}
    first = next(rest, None)
    if since:
        last = Head(number=since.number - 1, hash=(first or {}).get("previous", ""))
    walk = _seen(rest if first is None else chain([first], rest), seen)
    found = next(breaks(walk, known, after=last), None)
    return found or (head_of(seen[0]) if seen else Head())


def _seen(records: Iterable[Kept], seen: deque[Kept]) -> Iterator[Kept]:
    for kept in records:
        seen.append(kept)
        yield kept


def _fault(kept: Kept, last: Head) -> Break | None:
    """How it does not follow the one before."""
    number = kept["_id"]
    if not isinstance(number, int) or number <= last.number:
        return Break(number=last.number, fault="inserted")
    if number > last.number + 1:
        return _gap("missing", last.number + 1, number - 1)
    if kept.get("previous") != last.hash:
        return Break(number=number, fault="unlinked")
    return None


def _gap(fault: Fault, first: int, last: int) -> Break:
    return Break(number=first, fault=fault, until=last if last > first else 0)


def _whole(moment: datetime) -> datetime:
    """In UTC and milliseconds, as the database keeps it: what is hashed is what is read again."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _text(value: object) -> str:
    """Of what JSON has no form for; anything but a time was never written by us."""
    return (
        _whole(value).isoformat(timespec="milliseconds")
        if isinstance(value, datetime)
        else repr(value)
    )
