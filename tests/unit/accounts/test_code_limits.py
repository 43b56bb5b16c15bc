"""Guessing and flooding: by phone, by network, in all; what an attacker learns is nothing."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chassis.errors import TooMany, Unavailable
from services.accounts.commands import StartLogin
from services.accounts.domain.refusals import (
    ChannelNotOffered,
    CodeNotSent,
    CodesRunOut,
    TooManyCodes,
    TooManyCodesHere,
    TooManyWrongCodes,
)
from services.accounts.texts import CODE_CALL
from tests.unit.accounts.conftest import NETWORK, PHONE, World

UNKNOWN = "+919812300000"


def phone(number: int) -> str:
    return f"+9197{number:08d}"


def codes_tried(world: World, hours: int) -> int:
    """How many guesses somebody has in that time who asks and guesses as fast as they are let."""
    guesses = 0
    for _ in range(hours * 60):
        try:
            login_id = world.ask()
        except TooMany:
            pass
        else:
            guesses += sum(world.prove(login_id, "999999").code == "wrong_code" for _ in range(9))
        world.clock.pass_(minutes=1)
    return guesses


def test_an_attacker_has_fifty_guesses_an_hour_at_a_phone(world: World) -> None:
    assert codes_tried(world, hours=1) == 50


def test_an_attacker_has_a_hundred_and_fifty_guesses_a_day_at_a_phone(world: World) -> None:
    assert codes_tried(world, hours=24) == 150


def test_who_asks_too_often_is_told_how_long_to_wait(world: World) -> None:
    for _ in range(10):
        world.ask()
        world.clock.pass_(minutes=1)
    with pytest.raises(TooManyCodes) as refused:
        world.ask()
    assert refused.value.wait == 50 * 60
    assert refused.value.detail("en").endswith("try again in 50 minutes.")


@pytest.fixture
def network(world: World) -> World:
    """With three codes an hour for each network."""
    world.limits = replace(world.limits, per_network=3)
    return world


def test_a_network_may_ask_for_so_many_codes_whichever_the_phones(network: World) -> None:
    for number in range(3):
        network.ask(phone(number), network=NETWORK)
        network.clock.pass_(minutes=1)
    with pytest.raises(TooManyCodesHere) as refused:
        network.ask(phone(4), network=NETWORK)
    assert (refused.value.code, refused.value.status) == ("too_many_codes_here", 429)
    assert refused.value.wait == 57 * 60
    network.ask(phone(4), network="198.51.100.1")
    network.clock.pass_(minutes=57, seconds=1)
    network.ask(phone(5), network=NETWORK)


def test_who_proves_a_code_or_gets_none_costs_the_network_nothing(network: World) -> None:
    for number in range(5):
        login_id = network.ask(phone(number), network=NETWORK)
        network.prove(login_id, str(network.codes.last), network=NETWORK)
        network.welcome(login_id)
        network.clock.pass_(minutes=1)
    network.ask(phone(9), network=NETWORK)


def test_a_network_may_answer_wrongly_so_often_whichever_the_logins(network: World) -> None:
    logins = [network.ask(phone(n), network=f"198.51.100.{n}") for n in range(4)]
    told = [network.prove(login, "999999", network=NETWORK).code for login in logins[:3]]
    assert told == ["wrong_code"] * 3
    with pytest.raises(TooManyWrongCodes) as refused:
        network.prove(logins[3], "100004", network=NETWORK)
    assert (refused.value.status, refused.value.wait) == (429, 3600)
    assert network.prove(logins[3], "100004", network="198.51.100.3").id == logins[3]


def test_the_count_of_a_network_does_not_tell_its_address(network: World) -> None:
    network.ask(network=NETWORK)
    [kept] = network.store._kept["network_limits"].values()
    assert NETWORK not in str(kept)
    assert kept["_id"].startswith("net_")


def test_in_all_so_many_codes_go_out_in_a_minute(world: World) -> None:
    world.limits = replace(world.limits, per_minute=2)
    world.clock.pass_(seconds=20)
    for number in range(2):
        world.ask(phone(number))
    with pytest.raises(CodesRunOut) as refused:
        world.ask(phone(3))
    assert (refused.value.code, refused.value.status, refused.value.wait) == (
        "codes_run_out",
        429,
        40,
    )
    assert len(world.sms.sent) == 2
    world.clock.pass_(seconds=40)
    world.ask(phone(3))


def answer_to(world: World, number: str) -> Any:
    """What the asker sees, apart from the login's own id."""
    login, code = world.handle(StartLogin(phone=number, language="hi"))
    return login.expires_at, len(login.id), len(code)


def test_known_and_unknown_phones_get_the_same_answer_for_the_same_work(world: World) -> None:
    world.log_in()
    world.clock.pass_(minutes=1)
    before = {name: len(kept) for name, kept in world.store._kept.items()}
    known = answer_to(world, PHONE)
    between = {name: len(kept) for name, kept in world.store._kept.items()}
    unknown = answer_to(world, UNKNOWN)
    after = {name: len(kept) for name, kept in world.store._kept.items()}
    assert known == unknown
    assert between["logins"] - before["logins"] == after["logins"] - between["logins"] == 1
    assert after["accounts"] == before["accounts"] == 1


@pytest.mark.parametrize("number", [PHONE, UNKNOWN])
def test_known_and_unknown_phones_meet_the_same_limits(world: World, number: str) -> None:
    world.log_in()
    world.clock.pass_(minutes=1)
    told = []
    for _ in range(12):
        try:
            world.ask(number)
            told.append("")
        except TooMany as refused:
            told.append(refused.code)
        world.clock.pass_(seconds=29)
    assert told == ["", "code_asked_too_soon"] * 6


def test_the_code_is_not_findable_without_the_key(world: World) -> None:
    login_id = world.ask()
    world.hash_keys = ["x" * 32]
    assert world.prove(login_id, "100001").code == "wrong_code"


def test_a_code_is_read_aloud_digit_by_digit(world: World) -> None:
    login_id = world.ask(language="en", channel="voice")
    text = CODE_CALL.en.format(code="1 0 0 0 0 1")
    assert world.calls.sent == [(PHONE, text, login_id)]
    assert world.sms.sent == []
    assert world.prove(login_id).id == login_id


def test_calls_count_with_messages(world: World) -> None:
    world.ask(channel="voice")
    with pytest.raises(TooMany):
        world.ask()


def test_where_no_calls_are_made_none_is_promised(world: World) -> None:
    asked = StartLogin(phone=PHONE, language="hi", channel="fax")  # type: ignore[arg-type]
    with pytest.raises(ChannelNotOffered) as refused:
        world.handle(asked)
    assert (refused.value.field, refused.value.allowed) == ("channel", "sms, voice")
    assert world.limit() is None


def test_a_code_that_did_not_leave_costs_the_network_nothing(network: World) -> None:
    network.limits = replace(network.limits, resend=timedelta(0))
    network.sms.broken = Unavailable(field="sms")
    for _ in range(5):
        with pytest.raises(CodeNotSent):
            network.ask(network=NETWORK)
        network.clock.pass_(seconds=1)
    network.sms.broken = None
    for _ in range(3):
        network.ask(network=NETWORK)
    with pytest.raises(TooManyCodesHere):
        network.ask(network=NETWORK)
