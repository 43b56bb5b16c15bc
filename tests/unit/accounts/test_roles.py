"""Roles: who gave them and when, taken away for good, never one's own."""

import pytest

from chassis.people import Grant
from services.accounts import queries
from services.accounts.commands import GrantRole, TakeRole
from services.accounts.domain.session_refusals import OwnRoles, RoleNotFound
from tests.unit.accounts.conftest import NOON, PHONE, World

OFFICER = Grant(role="officer", area="district:324", kind="field")
AUDITOR = Grant(role="auditor", area="state:20")


def test_a_role_says_who_gave_it_and_when(world: World) -> None:
    person_id, _ = world.log_in()
    asked = GrantRole(person_id=person_id, grant=OFFICER, by="per_admin")
    [role] = queries.roles_view(world.handle(asked)).grants
    assert (role.given_by, role.given_at) == ("per_admin", NOON)
    assert (role.role, role.area, role.kind) == ("officer", "district:324", "field")
    assert role.grant_id.startswith("grt_")


def test_one_role_is_taken_away_and_the_others_stay(world: World) -> None:
    person_id, _ = world.log_in()
    for grant in (OFFICER, AUDITOR):
        account = world.handle(GrantRole(person_id=person_id, grant=grant, by="per_admin"))
    first = account.granted[0].id
    left = world.handle(TakeRole(person_id=person_id, grant_id=first, by="per_admin"))
    assert [given.grant for given in left.granted] == [AUDITOR]
    with pytest.raises(RoleNotFound) as refused:
        world.handle(TakeRole(person_id=person_id, grant_id=first, by="per_admin"))
    assert refused.value.status == 404


def test_nobody_gives_or_takes_their_own_roles(world: World) -> None:
    person_id, _ = world.log_in()
    before = world.kept("accounts", person_id)
    for asked in (
        GrantRole(person_id=person_id, grant=OFFICER, by=person_id),
        TakeRole(person_id=person_id, grant_id="grt_1", by=person_id),
    ):
        with pytest.raises(OwnRoles) as refused:
            world.handle(asked)
        assert (refused.value.code, refused.value.status) == ("own_roles", 403)
    assert world.kept("accounts", person_id) == before


def test_what_the_settings_gave_and_was_taken_away_does_not_come_back(world: World) -> None:
    world.staff = {PHONE: [OFFICER]}
    person_id, _ = world.log_in()
    kept = world.kept("accounts", person_id)
    assert kept is not None
    [grant_id] = kept["seeded"]
    world.handle(TakeRole(person_id=person_id, grant_id=grant_id, by="per_admin"))
    world.log_in()
    assert world.kept("accounts", person_id)["granted"] == []  # type: ignore[index]
