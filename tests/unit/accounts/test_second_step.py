"""PINs: set after a fresh login, tried five times, told of, and the step before sensitive acts."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chassis.errors import Unavailable
from chassis.people import Person, SecondStepNeeded
from chassis.sms import SmsRefused
from services.accounts.commands import ChangePerson
from services.accounts.commands.sessions import (
    ClearPin,
    EndSession,
    ProvePin,
    SetPin,
    TellOfPin,
)
from services.accounts.domain.pin import is_weak
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.session_refusals import FreshLoginNeeded, SessionEnded, WeakPin
from services.accounts.texts import PIN_SMS
from tests.unit.accounts.conftest import HASH_KEY, NOON, PHONE, World
from tests.unit.accounts.test_tokens import read_token

PIN, OTHER = "271828", "314159"


def choose(world: World, pin: str = PIN) -> Any:
    session = world.opened.session
    asked = SetPin(person_id=session.person_id, session_id=session.id, pin=pin)
    return world.handle(asked)


def enter(world: World, pin: str = PIN) -> Any:
    """The token, or a refusal."""
    session = world.opened.session
    asked = ProvePin(person_id=session.person_id, session_id=session.id, pin=pin)
    return world.handle(asked)


def with_pin(world: World) -> str:
    person_id, _ = world.log_in()
    choose(world)
    return person_id


def kept(world: World, person_id: str) -> Any:
    found = world.kept("pins", person_id)
    assert found is not None
    return found


def test_the_second_step_is_good_for_five_minutes(world: World) -> None:
    person_id = with_pin(world)
    token, until = enter(world)
    claims = read_token(world, token.token)
    assert claims["haat"]["sure_until"] == until == int(NOON.timestamp()) + 300
    person = msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
    assert (person.id, person.session) == (person_id, world.opened.session.id)
    person.must_be_sure(NOON + timedelta(minutes=5, seconds=29))
    with pytest.raises(SecondStepNeeded) as refused:
        person.must_be_sure(NOON + timedelta(minutes=5, seconds=30))
    assert (refused.value.code, refused.value.status) == ("second_step_needed", 403)


def test_who_has_entered_nothing_is_told_how(world: World) -> None:
    world.log_in()
    claims = read_token(world, world.opened.token.token)
    person = msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
    with pytest.raises(SecondStepNeeded) as refused:
        person.must_be_sure(NOON)
    assert "POST /v1/step-ups" in refused.value.allowed
    with pytest.raises(SecondStepNeeded) as without:
        enter(world)
    assert without.value.allowed == "set a PIN first: PUT /v1/me/pin"


def test_the_next_token_of_the_session_is_an_ordinary_one(world: World) -> None:
    with_pin(world)
    enter(world)
    claims = read_token(world, world.refresh(world.opened.refresh_token).token.token)
    assert "sure_until" not in claims["haat"]


def test_a_pin_is_set_within_ten_minutes_of_the_code(world: World) -> None:
    person_id, _ = world.log_in()
    world.clock.pass_(minutes=10)
    with pytest.raises(FreshLoginNeeded) as refused:
        choose(world)
    assert (refused.value.code, refused.value.status) == ("fresh_login_needed", 403)
    assert world.kept("pins", person_id) is None


def test_refreshing_makes_no_login_fresh(world: World) -> None:
    world.log_in()
    world.clock.pass_(minutes=9)
    world.refresh(world.opened.refresh_token)
    world.clock.pass_(minutes=1)
    with pytest.raises(FreshLoginNeeded):
        choose(world)


@pytest.mark.parametrize(
    "pin",
    ["123456", "012345", "567890", "654321", "098765", "111111", "121212", "123123", "981234"],
)
def test_a_pin_that_would_be_guessed_first_is_refused(world: World, pin: str) -> None:
    person_id, _ = world.log_in()
    with pytest.raises(WeakPin) as refused:
        choose(world, pin)
    assert (refused.value.code, refused.value.status) == ("weak_pin", 422)
    assert world.kept("pins", person_id) is None


@pytest.mark.parametrize("pin", [PIN, OTHER, "112233", "100001"])
def test_another_pin_will_do(pin: str) -> None:
    assert not is_weak(pin, PHONE)


def test_the_pin_is_not_kept_and_not_findable_without_the_key(world: World) -> None:
    person_id = with_pin(world)
    assert PIN not in str(kept(world, person_id))
    world.hash_keys = ["x" * 32]
    assert enter(world).code == "wrong_pin"
    world.hash_keys = ["x" * 32, HASH_KEY]
    assert enter(world)[0].token


def test_a_wrong_pin_costs_a_try_and_the_right_one_gives_them_back(world: World) -> None:
    person_id = with_pin(world)
    assert [enter(world, OTHER).values["left"] for _ in range(4)] == [4, 3, 2, 1]
    assert enter(world)[0].token
    assert kept(world, person_id)["tries_left"] == 5


def test_five_wrong_pins_lock_it_also_for_the_right_one_and_in_other_sessions(
    world: World,
) -> None:
    person_id = with_pin(world)
    refusals = [enter(world, f"{n}27182").code for n in range(5)]
    assert refusals == ["wrong_pin"] * 4 + ["pin_locked"]
    assert (enter(world).code, enter(world).status) == ("pin_locked", 403)
    world.clock.pass_(days=1)
    world.log_in()
    assert enter(world).code == "pin_locked"
    assert kept(world, person_id)["status"] == "locked"


def test_a_locked_pin_is_set_anew_after_a_login_by_code(world: World) -> None:
    with_pin(world)
    for _ in range(5):
        enter(world, OTHER)
    world.clock.pass_(minutes=11)
    world.log_in()
    choose(world, OTHER)
    assert enter(world, OTHER)[0].token


def test_a_token_whose_session_was_ended_sets_and_enters_nothing(world: World) -> None:
    person_id = with_pin(world)
    world.handle(EndSession(person_id=person_id, session_id=world.opened.session.id))
    with pytest.raises(SessionEnded):
        enter(world)
    with pytest.raises(SessionEnded):
        choose(world, OTHER)


def test_anothers_session_enters_nothing(world: World) -> None:
    with_pin(world)
    asked = ProvePin(person_id="per_other", session_id=world.opened.session.id, pin=PIN)
    with pytest.raises(SessionEnded):
        world.handle(asked)


def tell(world: World, person_id: str) -> list[str]:
    """What is sent when what is due is sent twice."""
    world.sms.sent.clear()
    for _ in range(2):
        world.handle(TellOfPin(person_id=person_id))
    return [text for to, text, _ in world.sms.sent if to == PHONE]


def test_the_person_is_told_once_when_their_pin_is_set_locked_and_cleared(world: World) -> None:
    person_id = with_pin(world)
    assert tell(world, person_id) == [PIN_SMS["set"].hi]
    world.handle(ChangePerson(person_id=person_id, language="en"))
    for _ in range(6):
        enter(world, OTHER)
    assert tell(world, person_id) == [PIN_SMS["locked"].en]
    for _ in range(2):
        world.handle(ClearPin(person_id=person_id))
    assert tell(world, person_id) == [PIN_SMS["cleared"].en]
    assert tell(world, person_id) == []


def test_what_the_gateway_did_not_take_is_sent_later(world: World) -> None:
    person_id = with_pin(world)
    world.sms.broken = Unavailable(field="sms")
    assert tell(world, person_id) == []
    world.sms.broken = None
    assert tell(world, person_id) == [PIN_SMS["set"].hi]


def test_what_the_gateway_never_takes_is_let_go(world: World) -> None:
    person_id = with_pin(world)
    world.sms.broken = SmsRefused(field="phone")
    tell(world, person_id)
    assert kept(world, person_id)["untold"] == ""


def test_a_cleared_pin_is_none(world: World) -> None:
    person_id = with_pin(world)
    world.handle(ClearPin(person_id=person_id))
    with pytest.raises(SecondStepNeeded):
        enter(world)
    assert kept(world, person_id)["hash"] == ""
    choose(world, OTHER)
    assert enter(world, OTHER)[0].token


def test_of_nobody_there_is_no_pin_to_clear(world: World) -> None:
    with pytest.raises(PersonNotFound):
        world.handle(ClearPin(person_id="per_0"))


def test_the_sms_fit_into_one_part() -> None:
    assert all(len(text.hi) <= 70 and len(text.en) <= 160 for text in PIN_SMS.values())
