"""A route of the walk: what is called, on an object made for it, and whose and where that is."""

from collections.abc import Callable, Collection
from typing import Any, Final

import msgspec

from chassis.ids import new_id
from chassis.people import Person
from tests.policy.bench import Served
from tests.policy.callers import HERE


class Asked(msgspec.Struct, kw_only=True):
    """One request: the rest of the path, and by whom the table lets it be sent."""

    path: dict[str, str] = {}
    body: Any = None
    query: Any = None
    owners: Collection[str] = ()
    areas: Collection[str] = HERE
    public: bool = False
    """Strangers may see it: whoever has a good token too."""


Make = Callable[[Served, Person | None], Asked]
Route = tuple[str, str]


class Case(msgspec.Struct, kw_only=True):
    """How to ask at a route; `but` are refusals that have nothing to do with who asks."""

    make: Make
    but: frozenset[str] = frozenset()


CASES: Final[dict[tuple[str, Route], list[Case]]] = {}
"""By service and route: the walk fails for a route that is not here."""


def case(service: str, method: str, path: str, *but: str) -> Callable[[Make], Make]:
    """Decorate a function that makes the object and says how it is asked for."""

    def keep(make: Make) -> Make:
        cases = CASES.setdefault((service, (method, path)), [])
        cases.append(Case(make=make, but=frozenset(but)))
        return make

    return keep


def own(person: Person | None) -> list[str]:
    """For doors about the caller alone."""
    return [person.id] if person else []


def fresh(prefix: str) -> str:
    return new_id(prefix)
