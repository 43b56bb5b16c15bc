"""What an action did to an object, as the audit trail keeps it: masked, before and after."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import msgspec

from chassis.context import Actor, current
from chassis.ids import new_id
from chassis.masking import MASK, is_personal, masked_text, shown
from chassis.store import Document
from contracts.audit import ActionRecorded, FieldChange
from contracts.message import Message
from contracts.policy import EVERYWHERE

MOST_CHANGES: Final = 50
"""Of one action; what is beyond is counted."""


class Subject(Message):
    """The object of an action: what it is, and in which areas it lies."""

    kind: str
    id: str
    areas: Sequence[str] = ()


def record_of(
    who: Actor,
    subject: Subject,
    before: Document | None,
    after: Document | None,
    *,
    service: str,
    at: datetime,
) -> ActionRecorded:
    """The record; without states where the object was only looked at."""
    old, new = before or {}, after or {}
    return ActionRecorded(
        record_id=new_id("aud"),
        at=at,
        service=service,
        action=who.action,
        actor_id=who.person_id,
        role=who.role,
        object_kind=subject.kind,
        object_id=subject.id,
        area=who.area,
        kind=who.kind,
        on_behalf_of=who.on_behalf_of,
        network=who.network,
        device=who.device,
        areas=list(subject.areas) or ([who.area] if who.area != EVERYWHERE else []),
        changes=_changes(old, new),
        state_before=digest(old),
        state_after=digest(new),
        reason=masked_text(who.reason),
        correlation_id=current().correlation_id,
    )


def digest(state: Document) -> str:
    """SHA-256 of all that may be shown of a state; empty for none.

    Without what is a person's: a phone number is found from its hash in seconds.
    """
    if not state:
        return ""
    leaves = {path: leaf.text for path, leaf in _leaves("", state)}
    return hashlib.sha256(msgspec.json.encode(leaves, order="deterministic")).hexdigest()


class _Leaf(NamedTuple):
    """A single value of a state, or the whole of what is a person's."""

    value: Any
    personal: bool

    @property
    def text(self) -> str:
        return shown(self.value, personal=self.personal)


_NONE = _Leaf(None, personal=False)


def _changes(before: Document, after: Document) -> list[FieldChange]:
    touched = [name for name in before | after if before.get(name) != after.get(name)]
    old = dict(_leaves("", {name: before.get(name) for name in touched}))
    new = dict(_leaves("", {name: after.get(name) for name in touched}))
    found = [
        FieldChange(field=path, before=was.text, after=now.text)
        for path in old | new
        if (was := old.get(path, _NONE)).value != (now := new.get(path, _NONE)).value
        and (was.text or now.text)
    ]
    more = len(found) - MOST_CHANGES
    return found if more <= 0 else [*found[:MOST_CHANGES], FieldChange(field=MASK, after=str(more))]


def _leaves(path: str, value: Any) -> Iterator[tuple[str, _Leaf]]:
    """Each single value by its path, such as `granted[0].role`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            at = f"{path}.{name}" if path else str(name)
            if is_personal(str(name)):
                yield at, _Leaf(inner, personal=True)
            else:
                yield from _leaves(at, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(f"{path}[{number}]", inner)
    else:
        yield path, _Leaf(value, personal=False)
