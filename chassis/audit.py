"""Who acts, for the audit trail: set by the HTTP door, refined where whose the object is is known.

What they change is recorded by `chassis.work` in the same write. `note` records what changes
nothing but matters: an export, a look at a full phone number.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import ClassVar, Final, Protocol

import msgspec

from chassis.aggregate import Aggregate, Moves
from chassis.clock import Clock
from chassis.context import Actor, acting, actor
from chassis.people import Person
from chassis.policy import fits
from chassis.recording import Subject, record_of
from chassis.store import Collection, Index, Store, Write
from chassis.work import outgoing, state_of
from contracts.policy import POLICY, SENSITIVE, Allow

ACTS_FOR_OTHERS: Final = frozenset({"officer", "agent", "admin", "auditor", "partner"})
"""Roles of which all that is changed by them is recorded."""
_FAMILIES: Final = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
_PROGRAM: Final = re.compile(r"[A-Za-z][A-Za-z-]{1,30}")
_KEPT: Final = timedelta(days=90)


class NobodyActs(Exception):
    """A note was made where nobody acts whom the policy table knows: a door's mistake."""


class Calling(Protocol):
    """Of `chassis.doors.Call`, what matters here."""

    @property
    def person(self) -> Person | None: ...
    @property
    def action(self) -> str: ...
    @property
    def network(self) -> str: ...
    @property
    def device(self) -> str: ...


def act(call: Calling, allow: Allow | None = None, areas: Sequence[str] = ()) -> None:
    """From here on the caller acts: by the row `allow` of the policy table, in one of `areas`.

    Without a row, by the first for staff or partners that they might use. Nobody acts in what
    people do with what is their own, unless the table calls it sensitive.
    """
    found, before = actor_of(call, allow, areas), actor()
    if found is not None and before is not None:
        said = {"on_behalf_of": before.on_behalf_of, "reason": before.reason}
        found = msgspec.structs.replace(found, **said)
    if found is not None or allow is not None:
        acting(found)


def actor_of(call: Calling, allow: Allow | None = None, areas: Sequence[str] = ()) -> Actor | None:
    """See `act`."""
    person = call.person
    if person is None or not (call.action in SENSITIVE or _is_staff(person)):
        return None
    rows = (allow,) if allow else POLICY.get(call.action, ())
    pairs = [(row, grant) for row in rows for grant in person.grants if fits(grant, row)]
    used = [pair for pair in pairs if pair[0].role in ACTS_FOR_OTHERS]
    if not used and call.action in SENSITIVE:
        used = pairs
    if not used:
        return None
    _, grant = next((pair for pair in used if pair[1].area in areas), used[0])
    return Actor(
        person_id=person.id,
        role=grant.role,
        action=call.action,
        area=grant.area,
        kind=grant.kind,
        network=shortened(call.network),
        device=family(call.device),
    )


def because(reason: str) -> None:
    """Why they act, in their words; phone numbers and addresses are masked."""
    _refine(reason=reason)


def on_behalf_of(person_id: str) -> None:
    """For whom they act."""
    _refine(on_behalf_of=person_id)


def _refine(**told: str) -> None:
    who = actor()
    if who is not None:
        acting(msgspec.structs.replace(who, **told))


def shortened(network: str) -> str:
    """An address as its /24 or /48: enough to tell networks apart, too little to find a home."""
    try:
        address = ip_address(network)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(ip_network((address, 24 if address.version == 4 else 48), strict=False))


def family(device: str) -> str:
    """What kind of device or program it calls itself: `Android`, `curl`."""
    known = next((name for name in _FAMILIES if name in device), "")
    program = _PROGRAM.match(device)
    return known or (program[0] if program else "")


class Note(Aggregate):
    """Something was done that changed nothing; carries its record until accounts has it."""

    MOVES: ClassVar[Moves] = {"noted": set()}

    at: datetime


NOTES = Collection(
    "audit_notes",
    Note,
    Index(fields=("at",), expires_after=int(_KEPT.total_seconds())),
)
"""The record itself is in the trail of accounts, for good."""


class Offers(Protocol):
    """The relay, as a note needs it."""

    def offer(self, write: Write) -> None: ...


class Noting(Protocol):
    """Of `chassis.assembly.Assembly`, what a note needs."""

    name: str

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def relay(self) -> Offers: ...


def note(
    service: Noting, kind: str, id: str, *, areas: Sequence[str] = (), reason: str = ""
) -> None:
    """Record that whoever acts did this to an object without changing it, before it is answered."""
    if reason:
        because(reason)
    who, now = actor(), service.clock.now()
    if who is None:
        raise NobodyActs(kind)
    subject = Subject(kind=kind, id=id, areas=areas)
    record = record_of(who, subject, None, None, service=service.name, at=now)
    noted = Note(id=record.record_id, status="noted", at=now)
    write = Write(
        collection=NOTES.name,
        id=noted.id,
        version=0,
        state=state_of(noted),
        sequence=0,
        outbox=[outgoing(record, source=service.name, at=now)],
    )
    service.store.insert(write)
    service.relay.offer(write)


def _is_staff(person: Person) -> bool:
    """Asked of everybody with each request: most end here."""
    return any(grant.role in ACTS_FOR_OTHERS for grant in person.grants)
