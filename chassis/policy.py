"""The one place that decides who may: the table of `contracts/policy.py`, applied to a person."""

from collections.abc import Collection, Iterator, Mapping

from chassis.errors import Forbidden
from chassis.people import Grant, Person
from contracts.policy import EVERYWHERE, POLICY, Allow, Role

Table = Mapping[str, tuple[Allow, ...]]
Named = Collection[str] | None


def allows(
    person: Person, action: str, owners: Named = None, areas: Named = None, *, table: Table = POLICY
) -> Allow | None:
    """The row by which that person may do it to an object of these owners, in these areas.

    With neither asked (None): on some object, whichever. An object without areas is only for whom
    everywhere is granted. A token with scopes does nothing outside of them.
    """
    found = granted(person, action, owners, areas, table=table)
    return found[0] if found else None


def must(
    person: Person, action: str, owners: Named = None, areas: Named = None, *, table: Table = POLICY
) -> Allow:
    """Raises `Forbidden`, naming the roles that may, unless the table `allows` it."""
    allow = allows(person, action, owners, areas, table=table)
    if allow is None:
        raise Forbidden(field="role", allowed=", ".join(roles_of(action, table=table)))
    return allow


def granted(
    person: Person, action: str, owners: Named = None, areas: Named = None, *, table: Table = POLICY
) -> tuple[Allow, Grant] | None:
    """As `allows`, with the grant that it rests on."""
    some = owners is None and areas is None
    for allow, grant in _held(person, action, table):
        mine = not allow.own or person.id in (owners or ())
        here = not allow.area or covers(grant, areas or ())
        if some or (mine and here):
            return allow, grant
    return None


def roles_on(person: Person, action: str, areas: Collection[str]) -> set[Role]:
    """In which roles they may, to what lies in these areas and is not theirs."""
    return {
        allow.role
        for allow, grant in _held(person, action, POLICY)
        if not allow.own and (not allow.area or covers(grant, areas))
    }


def areas_for(person: Person, action: str, *, table: Table = POLICY) -> list[str]:
    """The areas in whose objects they may, for lists; only `everywhere` where that is granted."""
    found = {
        grant.area if allow.area else EVERYWHERE
        for allow, grant in _held(person, action, table)
        if not allow.own
    }
    return [EVERYWHERE] if EVERYWHERE in found else sorted(found)


def covers(grant: Grant, areas: Collection[str]) -> bool:
    """Whether the grant's area is everywhere, or one of these in which the object lies."""
    return grant.area == EVERYWHERE or grant.area in areas


def needs_object(action: str, *, table: Table = POLICY) -> bool:
    """Whether every row asks whose or where the object is: its doors must look before answering."""
    return all(allow.own or allow.area for allow in table[action])


def roles_of(action: str, *, table: Table = POLICY) -> list[str]:
    """Which roles may, officers with their kinds: `seller`, `officer/field`."""
    return [
        f"{allow.role}/{kind}" if kind else allow.role
        for allow in table[action]
        for kind in allow.kinds or ("",)
    ]


def _held(person: Person, action: str, table: Table) -> Iterator[tuple[Allow, Grant]]:
    """The rows of an action that a grant of theirs fits, in the order of the table."""
    if person.scopes and action not in person.scopes:
        return
    for allow in table[action]:
        for grant in person.grants:
            if fits(grant, allow):
                yield allow, grant


def fits(grant: Grant, allow: Allow) -> bool:
    """Whether the grant is of the role, and of a kind, that the row asks for."""
    return grant.role == allow.role and (not allow.kinds or grant.kind in allow.kinds)
