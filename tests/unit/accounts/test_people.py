"""People: registered once, told of when they change, given roles; staff from the settings."""

import pytest

from chassis.people import Grant
from chassis.settings import BadSettings
from services.accounts import queries
from services.accounts.commands import ChangePerson, GrantRole
from services.accounts.domain.refusals import EmailNotValid, PersonNotFound
from services.accounts.settings import read_staff
from tests.unit.accounts.conftest import NOON, PHONE, World

EVERYBODY = [Grant(role="buyer"), Grant(role="seller")]
OFFICER = Grant(role="officer", area="district:324", kind="field")


def test_the_first_login_registers_the_person(world: World) -> None:
    person_id, _ = world.log_in(language="en")
    assert person_id.startswith("per_")
    registered = {"person_id": person_id, "phone": PHONE, "language": "en", "name": "", "email": ""}
    assert world.events(person_id) == [("account.registered", registered)]


def test_the_second_login_is_the_same_person_in_their_own_language(world: World) -> None:
    first, _ = world.log_in(language="en")
    before = world.kept("accounts", first)
    second, _ = world.log_in(language="hi")
    assert second == first
    assert world.kept("accounts", first) == before


def test_a_change_is_published_whole(world: World) -> None:
    person_id, _ = world.log_in()
    account = world.handle(ChangePerson(person_id=person_id, name="सुनीता देवी"))
    assert queries.view(account).name == "सुनीता देवी"
    world.handle(ChangePerson(person_id=person_id, email="sunita@deoghar.example", language="en"))
    assert world.events(person_id)[1:] == [
        (
            "account.updated",
            {
                "person_id": person_id,
                "phone": PHONE,
                "language": "hi",
                "name": "सुनीता देवी",
                "email": "",
            },
        ),
        (
            "account.updated",
            {
                "person_id": person_id,
                "phone": PHONE,
                "language": "en",
                "name": "सुनीता देवी",
                "email": "sunita@deoghar.example",
            },
        ),
    ]


def test_a_change_to_the_same_publishes_nothing(world: World) -> None:
    person_id, _ = world.log_in()
    before = world.kept("accounts", person_id)
    world.handle(ChangePerson(person_id=person_id, name="", language="hi", email=""))
    assert world.kept("accounts", person_id) == before


def test_an_email_can_be_taken_away(world: World) -> None:
    person_id, _ = world.log_in()
    world.handle(ChangePerson(person_id=person_id, email="a@b.in"))
    account = world.handle(ChangePerson(person_id=person_id, email=""))
    assert account.email == ""


@pytest.mark.parametrize("email", ["a", "a@b", "a@b.in, c@d.in", "a b@c.in", "a@b.in\nBcc: x@y.in"])
def test_a_bad_email_is_refused_and_nothing_is_written(world: World, email: str) -> None:
    person_id, _ = world.log_in()
    before = world.kept("accounts", person_id)
    with pytest.raises(EmailNotValid) as refused:
        world.handle(ChangePerson(person_id=person_id, name="x", email=email))
    assert (refused.value.code, refused.value.status) == ("email_not_valid", 422)
    assert world.kept("accounts", person_id) == before


def test_a_role_is_given_once(world: World) -> None:
    person_id, _ = world.log_in()
    for _ in range(2):
        account = world.handle(GrantRole(person_id=person_id, grant=OFFICER, by="per_admin"))
        assert account.grants == [*EVERYBODY, OFFICER]
    assert world.kept("accounts", person_id)["version"] == 2  # type: ignore[index]


def test_a_role_that_everybody_has_changes_nothing(world: World) -> None:
    person_id, _ = world.log_in()
    account = world.handle(
        GrantRole(person_id=person_id, grant=Grant(role="buyer"), by="per_admin")
    )
    assert account.grants == EVERYBODY
    assert world.kept("accounts", person_id)["version"] == 1  # type: ignore[index]


@pytest.mark.parametrize(
    "command",
    [
        GrantRole(person_id="per_0", grant=OFFICER, by="per_admin"),
        ChangePerson(person_id="per_0", name="x"),
    ],
)
def test_an_unknown_person_is_not_found(world: World, command: GrantRole | ChangePerson) -> None:
    with pytest.raises(PersonNotFound) as refused:
        world.handle(command)
    assert (refused.value.code, refused.value.status) == ("person_not_found", 404)
    assert world.kept("accounts", "per_0") is None


def test_staff_get_their_roles_with_their_first_login(world: World) -> None:
    world.staff = {PHONE: [OFFICER, Grant(role="admin", area="state:20")]}
    for _ in range(2):
        person_id, _ = world.log_in()
        kept = world.kept("accounts", person_id)
        assert kept is not None
        assert kept["version"] == 1
        assert kept["granted"] == [
            {"role": "officer", "area": "district:324", "kind": "field", "by": "", "at": NOON},
            {"role": "admin", "area": "state:20", "kind": "", "by": "", "at": NOON},
        ]
    assert [key for key, _ in world.events(person_id)] == ["account.registered"]


def test_someone_who_is_known_already_can_become_staff(world: World) -> None:
    person_id, _ = world.log_in()
    world.staff = {PHONE: [OFFICER]}
    world.log_in()
    assert world.kept("accounts", person_id)["version"] == 2  # type: ignore[index]


def test_others_do_not_become_staff(world: World) -> None:
    world.staff = {"+919812345679": [OFFICER]}
    person_id, _ = world.log_in()
    assert world.kept("accounts", person_id)["granted"] == []  # type: ignore[index]


def test_staff_are_read_from_the_settings() -> None:
    listed = (
        "+919900000001:admin:everywhere, +919900000002:officer/field:district:324,"
        "+919900000001:auditor:state:20,"
    )
    assert read_staff(listed) == {
        "+919900000001": [Grant(role="admin"), Grant(role="auditor", area="state:20")],
        "+919900000002": [OFFICER],
    }
    assert read_staff("") == {}


def test_bad_staff_are_told_by_their_place_without_the_number() -> None:
    with pytest.raises(BadSettings) as bad:
        read_staff(
            "+919900000001:admin:everywhere,9900000002:auditor:state:20,"
            "+919900000003:king:state:20,+919900000004:admin:20,+919900000005:officer/king:state:1"
        )
    assert str(bad.value) == "HAAT_SEED_STAFF: entry 2, 3, 4, 5: expected phone:role[/kind]:area"
