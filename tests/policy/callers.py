"""Who calls: everybody, every kind of staff in every place, and machines; and who of them may."""

from collections.abc import Collection, Iterator
from typing import Final, get_args

from chassis.people import Grant, Person
from contracts.policy import POLICY, Kind, Role

HERE: Final = ("block:3086", "district:324", "state:20")
"""Where every object of the walk lies: Deoghar, Jharkhand."""
INSIDE: Final = (*HERE, "everywhere")
OUTSIDE: Final = ("block:324", "district:20", "state:2")
"""Elsewhere, under numbers that mean something here on another level."""
BUYER, MAKER, OTHER, MACHINE = "per_buyer", "per_maker", "per_other", "mch_carrier"
EVERYBODY: Final = [Grant(role="buyer"), Grant(role="seller")]
NEVER: Final = 2**40
"""Seconds: the second step of these callers is good for ever."""


def people() -> Iterator[Person]:
    """Without machines: each has an account of their own."""
    for id in (BUYER, MAKER, OTHER):
        yield Person(id=id, grants=EVERYBODY, session=f"ses_{id}", sure_until=NEVER)
    for role in get_args(Role):
        if role in ("buyer", "seller", "partner"):
            continue
        for kind in filter(None, get_args(Kind)) if role == "officer" else ("",):
            for area in (*INSIDE, *OUTSIDE):
                yield _staff(role, kind, area)


def machines(action: str) -> Iterator[Person]:
    """The carrier's, another's, and with scopes that name the action or do not."""
    grants = [Grant(role="partner")]
    other = next(name for name in POLICY if name != action)
    yield Person(id=MACHINE, grants=grants)
    yield Person(id="mch_other", grants=grants)
    yield Person(id=MACHINE, grants=grants, scopes=[action])
    yield Person(id=MACHINE, grants=grants, scopes=[other])
    admin = _staff("admin", "", "everywhere")
    yield Person(id=admin.id, grants=admin.grants, scopes=[other], sure_until=NEVER)


def may(
    person: Person | None, action: str, owners: Collection[str], areas: Collection[str]
) -> bool:
    """What the table says; not the program that is tested, which reads the same table."""
    if person is None or (person.scopes and action not in person.scopes):
        return False
    return any(
        grant.role == allow.role
        and (not allow.kinds or grant.kind in allow.kinds)
        and (not allow.own or person.id in owners)
        and (not allow.area or grant.area == "everywhere" or grant.area in areas)
        for allow in POLICY[action]
        for grant in person.grants
    )


def described(person: Person | None) -> str:
    """In a list of what went wrong."""
    if person is None:
        return "a stranger"
    more = [g for g in person.grants if g not in EVERYBODY]
    words = [" ".join(filter(None, (g.role, g.kind, g.area))) for g in more]
    return ", ".join([person.id, *words, *person.scopes])


def _staff(role: Role, kind: Kind, area: str) -> Person:
    id = "_".join(filter(None, ("per", role, kind, area.replace(":", "_"))))
    grant = Grant(role=role, area=area, kind=kind)
    return Person(id=id, grants=[*EVERYBODY, grant], session=f"ses_{id}", sure_until=NEVER)
