"""Profiles: several people share a phone, each with an id, roles and a PIN of their own."""

from typing import Any

import pytest

from chassis.people import Grant
from services.accounts.commands import GrantRole
from services.accounts.commands.sessions import (
    AddProfile,
    LookAtProfiles,
    OpenProfile,
    SetPin,
)
from services.accounts.domain.session_refusals import (
    FreshLoginNeeded,
    PinNeeded,
    ProfileNotFound,
    SessionEnded,
    TooManyProfiles,
)
from tests.unit.accounts.conftest import PHONE, VISITOR, World, person_id

MOTHER, SON = person_id(PHONE), "per_son"
PIN, NEW = "271828", "ses_01993000-0000-7000-8000-000000000001"


def family(world: World) -> None:
    """A mother, logged in, and her son on the same phone."""
    world.log_in()
    world.handle(AddProfile(person_id=MOTHER, profile_id=SON, name="रवि", language="hi"))


def open_(world: World, profile_id: str, pin: str = "", new: str = NEW) -> Any:
    """From the session in hand to another profile's; or a refusal."""
    session = world.opened.session
    asked = OpenProfile(
        person_id=session.person_id,
        session_id=session.id,
        profile_id=profile_id,
        new_session_id=new,
        visitor=VISITOR,
        pin=pin,
    )
    outcome = world.handle(asked)
    if not isinstance(outcome, Exception):
        world.opened = outcome
    return outcome


def set_pin(world: World) -> None:
    session = world.opened.session
    asked = SetPin(person_id=session.person_id, session_id=session.id, pin=PIN)
    world.handle(asked)


def test_a_profile_is_a_person_of_their_own_on_the_same_phone(world: World) -> None:
    family(world)
    registered = {"person_id": SON, "phone": PHONE, "language": "hi", "name": "रवि", "email": ""}
    assert world.events(SON) == [("account.registered", registered)]
    opened = open_(world, SON)
    assert opened.session.person_id == SON
    assert world.kept("accounts", MOTHER)["profiles"] == [SON]  # type: ignore[index]


def test_the_first_keeps_the_id_that_follows_from_the_phone(world: World) -> None:
    family(world)
    assert world.log_in()[0] == MOTHER


def test_adding_the_same_again_changes_nothing(world: World) -> None:
    family(world)
    before = world.kept("accounts", MOTHER), world.kept("accounts", SON)
    world.handle(AddProfile(person_id=MOTHER, profile_id=SON, name="रवि", language="hi"))
    assert (world.kept("accounts", MOTHER), world.kept("accounts", SON)) == before


def test_any_profile_adds_to_the_first(world: World) -> None:
    family(world)
    world.handle(AddProfile(person_id=SON, profile_id="per_3", name="गीता", language="hi"))
    assert world.kept("accounts", MOTHER)["profiles"] == [SON, "per_3"]  # type: ignore[index]


def test_a_phone_has_eight_at_most(world: World) -> None:
    world.log_in()
    for n in range(7):
        world.handle(AddProfile(person_id=MOTHER, profile_id=f"per_{n}", name="x", language="hi"))
    with pytest.raises(TooManyProfiles) as refused:
        world.handle(AddProfile(person_id=MOTHER, profile_id="per_8", name="x", language="hi"))
    assert (refused.value.code, refused.value.status) == ("too_many_profiles", 409)
    assert world.kept("accounts", "per_8") is None


def test_a_login_by_code_chooses_the_profile(world: World) -> None:
    family(world)
    assert world.log_in(profile_id=SON)[0] == SON
    assert world.log_in(profile_id=MOTHER)[0] == MOTHER


def test_a_profile_of_another_phone_is_not_found(world: World) -> None:
    family(world)
    stranger, _ = world.log_in("+919812345679")
    with pytest.raises(ProfileNotFound):
        open_(world, SON)
    world.clock.pass_(minutes=1)
    with pytest.raises(ProfileNotFound):
        world.log_in("+919812345679", profile_id=SON)
    world.clock.pass_(minutes=1)
    with pytest.raises(ProfileNotFound):
        world.log_in(profile_id=stranger)


def test_a_profile_that_is_refused_does_not_use_the_code_up(world: World) -> None:
    family(world)
    world.clock.pass_(minutes=1)
    login_id = world.ask()
    code = world.codes.last
    with pytest.raises(ProfileNotFound):
        world.prove(login_id, str(code), profile_id="per_0")
    assert world.prove(login_id, str(code)).id == login_id


def test_on_a_shared_phone_a_profile_with_a_pin_is_opened_with_it(world: World) -> None:
    family(world)
    set_pin(world)
    world.clock.pass_(minutes=1)
    with pytest.raises(PinNeeded) as refused:
        world.log_in()
    assert (refused.value.code, refused.value.status) == ("pin_needed", 403)
    world.clock.pass_(minutes=1)
    assert world.log_in(pin=PIN)[0] == MOTHER
    world.clock.pass_(minutes=1)
    assert world.log_in(profile_id=SON)[0] == SON
    with pytest.raises(PinNeeded):
        open_(world, MOTHER)
    assert open_(world, MOTHER, "314159").code == "wrong_pin"
    assert open_(world, MOTHER, PIN).session.person_id == MOTHER


def test_a_phone_of_one_person_needs_no_pin(world: World) -> None:
    world.log_in()
    set_pin(world)
    world.clock.pass_(minutes=1)
    assert world.log_in()[0] == MOTHER


def test_wrong_pins_lock_a_profile_by_whichever_way_they_come(world: World) -> None:
    family(world)
    set_pin(world)
    open_(world, SON)
    told = [open_(world, MOTHER, "314159").code for _ in range(2)]
    world.clock.pass_(minutes=1)
    login_id = world.ask()
    code = str(world.codes.last)
    told += [world.prove(login_id, code, pin="314159").code for _ in range(3)]
    assert told == ["wrong_pin"] * 4 + ["pin_locked"]
    assert world.prove(login_id, code, pin=PIN).code == "pin_locked"
    assert world.prove(login_id, code, profile_id=SON).id == login_id


def test_the_right_code_with_a_wrong_pin_stays_good(world: World) -> None:
    family(world)
    set_pin(world)
    world.clock.pass_(minutes=1)
    login_id = world.ask()
    code = str(world.codes.last)
    assert world.prove(login_id, code, pin="314159").code == "wrong_pin"
    assert world.prove(login_id, code, pin=PIN).id == login_id
    assert world.kept("pins", MOTHER)["tries_left"] == 5  # type: ignore[index]


def test_a_profile_of_staff_is_not_entered_from_another_without_a_pin(world: World) -> None:
    family(world)
    role = Grant(role="officer", area="district:324", kind="field")
    world.handle(GrantRole(person_id=SON, grant=role, by="per_admin"))
    with pytest.raises(PinNeeded) as refused:
        open_(world, SON)
    assert "PUT /v1/me/pin" in refused.value.allowed
    world.clock.pass_(minutes=1)
    assert world.log_in(profile_id=SON)[0] == SON


def test_the_same_new_session_again_is_the_same(world: World) -> None:
    family(world)
    here = world.opened
    first = open_(world, SON)
    world.opened = here
    assert open_(world, SON).refresh_token == first.refresh_token
    world.refresh(first.refresh_token)
    world.opened = here
    with pytest.raises(SessionEnded):
        open_(world, SON)


def test_a_changed_over_session_is_as_fresh_as_the_one_before(world: World) -> None:
    family(world)
    world.clock.pass_(minutes=9)
    open_(world, SON)
    world.clock.pass_(minutes=1)
    with pytest.raises(FreshLoginNeeded):
        set_pin(world)


def test_whose_profiles_there_are_is_told_to_who_knows_the_code(world: World) -> None:
    family(world)
    world.clock.pass_(minutes=1)
    login_id = world.ask()
    code = str(world.codes.last)
    assert world.handle(LookAtProfiles(login_id=login_id, code=code)) == PHONE
    wrong = world.handle(LookAtProfiles(login_id=login_id, code="999999"))
    assert (wrong.code, wrong.values["left"]) == ("wrong_code", 4)
    assert world.prove(login_id, code).id == login_id
