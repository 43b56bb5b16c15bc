"""Every route × every caller: what the doors do is what the policy table says, no more, no less."""

import pytest

from chassis.doors import Door
from chassis.people import Person
from contracts.policy import POLICY
from tests.policy import of_accounts, of_catalog, of_search, of_trade  # noqa: F401
from tests.policy.bench import SERVICES, Served
from tests.policy.callers import described, machines, may, people
from tests.policy.case import CASES, Asked, Case
from tests.policy.conftest import Bench

PROBES = {"/healthz", "/readyz", "/metrics"}
ROUTES = {
    (name, (door.method, door.path)): door
    for name, service in SERVICES.items()
    for door in (getattr(getattr(service, each), "__door__", None) for each in dir(service))
    if door is not None and door.path not in PROBES
}
GUARDED = {route: door for route, door in ROUTES.items() if door.may}


def test_every_action_has_a_route_and_every_route_an_action_or_is_open():
    assert {door.may for door in GUARDED.values()} == set(POLICY)
    assert [route for route, door in ROUTES.items() if not door.may and not door.open] == []


def test_every_guarded_route_is_walked_and_no_other():
    assert set(CASES) == set(GUARDED)


@pytest.mark.parametrize("route", sorted(GUARDED), ids=lambda r: f"{r[0]} {r[1][0]} {r[1][1]}")
def test_the_doors_do_what_the_table_says(served: Bench, route: tuple[str, tuple[str, str]]):
    door, at = GUARDED[route], served[route[0]]
    wrong: list[str] = []
    for case in CASES[route]:
        for person in (None, *people(), *machines(door.may)):
            asked = case.make(at, person)
            wrong += _complaint(at, door, case, asked, person)
    assert wrong == []


def _complaint(
    at: Served, door: Door, case: Case, asked: Asked, person: Person | None
) -> list[str]:
    """Ask; what was answered against the table, if it was."""
    path = door.path
    for name, value in asked.path.items():
        path = path.replace(f"<{name}>", value)
    answer = at.ask(door.method, path, person, body=asked.body, query=asked.query)
    expected = asked.public or may(person, door.may, asked.owners, asked.areas)
    refused = answer.status in (401, 403, 404) and answer.code not in case.but
    if expected == (not refused) and (answer.status != 500):
        return []
    word = "may" if expected else "may not"
    told = f"{answer.status} {answer.code}"
    return [f"{case.make.__name__}: {described(person)} {word} {door.may}, but: {told}"]
