"""Sessions: refresh tokens that are good once, thieves found out, lost answers forgiven."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.people import Grant
from services.accounts.commands import GrantRole, TakeRole
from services.accounts.commands.sessions import EndAllSessions, EndSession
from services.accounts.domain.refresh_token import read
from services.accounts.domain.session import area_of
from services.accounts.domain.session_refusals import SessionEnded, SessionNotFound
from tests.unit.accounts.conftest import HASH_KEY, NOON, PHONE, World
from tests.unit.accounts.test_tokens import read_token

OFFICER = Grant(role="officer", area="district:324", kind="field")


def logged_in(world: World) -> str:
    """The first refresh token of a new session."""
    world.log_in()
    return world.opened.refresh_token


def refreshed(world: World, token: str, seed: str = "") -> str:
    """The next refresh token."""
    opened = world.refresh(token, seed)
    assert not isinstance(opened, Exception), opened
    return str(opened.refresh_token)


def is_refused(world: World, token: str, seed: str = "") -> bool:
    """Whether it opens nothing."""
    try:
        outcome = world.refresh(token, seed)
    except SessionEnded as ended:
        outcome = ended
    return isinstance(outcome, SessionEnded) and outcome.status == 401


def kept(world: World) -> Any:
    found = world.kept("sessions", world.opened.session.id)
    assert found is not None
    return found


def test_a_session_says_from_where_it_is_but_not_which_house(world: World) -> None:
    world.log_in()
    session = kept(world)
    assert (session["device"], session["network"]) == ("Firefox", "203.0.113.0/24")
    assert session["expires_at"] == NOON + timedelta(days=30)
    assert session["ends_at"] == NOON + timedelta(days=180)


@pytest.mark.parametrize(
    ("network", "area"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("", ""),
        ("x", ""),
    ],
)
def test_the_area_of_a_network_is_what_many_share(network: str, area: str) -> None:
    assert area_of(network) == area


def test_what_is_kept_of_a_session_is_no_token(world: World) -> None:
    token = logged_in(world)
    given = read(token)
    assert given is not None
    assert given.secret not in str(kept(world))


def test_a_refresh_token_brings_the_next_and_a_token_with_what_the_person_may_now(
    world: World,
) -> None:
    first = logged_in(world)
    person_id = world.opened.session.person_id
    world.handle(GrantRole(person_id=person_id, grant=OFFICER, by="per_admin"))
    world.clock.pass_(minutes=14)
    opened = world.refresh(first)
    assert opened.refresh_token != first
    claims = read_token(world, opened.token.token)
    assert claims["haat"]["grants"][2] == {
        "role": "officer",
        "area": "district:324",
        "kind": "field",
    }
    assert (claims["sub"], claims["haat"]["session"]) == (person_id, opened.session.id)
    assert opened.token.expires_at == NOON + timedelta(minutes=29)


def test_a_role_that_was_taken_away_ends_with_the_token_that_is_out(world: World) -> None:
    token = logged_in(world)
    person_id = world.opened.session.person_id
    account = world.handle(GrantRole(person_id=person_id, grant=OFFICER, by="per_admin"))
    grant_id = account.granted[0].id
    world.handle(TakeRole(person_id=person_id, grant_id=grant_id, by="per_admin"))
    claims = read_token(world, world.refresh(token).token.token)
    assert [grant["role"] for grant in claims["haat"]["grants"]] == ["buyer", "seller"]


def test_each_use_keeps_the_session_for_another_thirty_days(world: World) -> None:
    token = logged_in(world)
    for _ in range(2):
        world.clock.pass_(days=29)
        token = refreshed(world, token)
    world.clock.pass_(days=30)
    assert is_refused(world, token)


def test_a_session_ends_after_a_hundred_and_eighty_days_however_used(world: World) -> None:
    token = logged_in(world)
    for _ in range(6):
        world.clock.pass_(days=29)
        token = refreshed(world, token)
    assert kept(world)["expires_at"] == NOON + timedelta(days=180)
    world.clock.pass_(days=6)
    assert is_refused(world, token)


def test_a_thief_who_uses_a_stolen_token_ends_the_session_for_both(world: World) -> None:
    stolen = logged_in(world)
    owners = refreshed(world, stolen)
    world.clock.pass_(seconds=31)
    assert is_refused(world, stolen)
    assert is_refused(world, owners)
    assert (kept(world)["status"], kept(world)["ended_because"]) == ("ended", "reused")


def test_an_owner_who_comes_after_the_thief_ends_the_session_for_both(world: World) -> None:
    stolen = logged_in(world)
    thiefs = refreshed(world, stolen)
    world.clock.pass_(minutes=10)
    assert is_refused(world, stolen)  # the owner's program, which knows of nothing
    assert is_refused(world, thiefs)


def test_a_token_of_long_ago_ends_the_session_at_once(world: World) -> None:
    oldest = logged_in(world)
    newest = refreshed(world, refreshed(world, oldest))
    assert is_refused(world, oldest)
    assert is_refused(world, newest)


def test_two_windows_at_the_same_moment_get_the_same_next_token(world: World) -> None:
    token = logged_in(world)
    first = refreshed(world, token)
    world.clock.pass_(seconds=30)
    assert refreshed(world, token) == first
    assert kept(world)["generation"] == 1
    refreshed(world, first)


def test_a_thief_within_those_seconds_is_found_out_with_the_next_token(world: World) -> None:
    token = logged_in(world)
    owners, thiefs = refreshed(world, token), refreshed(world, token)
    world.clock.pass_(minutes=14)
    refreshed(world, owners)
    world.clock.pass_(minutes=1)
    assert is_refused(world, thiefs)
    assert kept(world)["status"] == "ended"


def test_a_lost_answer_is_got_again_under_its_key_however_late(world: World) -> None:
    token = logged_in(world)
    lost = refreshed(world, token, seed="one")
    world.clock.pass_(hours=5)
    assert refreshed(world, token, seed="one") == lost
    refreshed(world, lost)


def test_under_its_key_it_is_not_got_again_once_the_next_was_used(world: World) -> None:
    token = logged_in(world)
    refreshed(world, refreshed(world, token, seed="one"))
    world.clock.pass_(seconds=31)
    assert is_refused(world, token, seed="one")
    assert kept(world)["status"] == "ended"


def test_under_another_key_a_used_token_is_a_theft(world: World) -> None:
    token = logged_in(world)
    refreshed(world, token, seed="one")
    world.clock.pass_(seconds=31)
    assert is_refused(world, token, seed="two")
    assert kept(world)["status"] == "ended"


@pytest.mark.parametrize("generation", [0, 1, 7])
def test_a_guess_ends_nobodys_session(world: World, generation: int) -> None:
    token = logged_in(world)
    name = token.partition(".")[0]
    for guess in (f"{name}.{generation}.{'0' * 64}", f"{name}.{generation}.x", "", "hrt_x", name):
        assert is_refused(world, guess)
    refreshed(world, token)


def test_a_token_of_a_generation_to_come_cannot_be_made_of_an_earlier_one(world: World) -> None:
    token = logged_in(world)
    name, _, secret = token.split(".")
    assert is_refused(world, f"{name}.1.{secret}")
    refreshed(world, token)


def test_keys_of_hashes_are_changed_without_a_break(world: World) -> None:
    token = logged_in(world)
    world.hash_keys = ["n" * 32, HASH_KEY]
    later = refreshed(world, token)
    world.hash_keys = ["n" * 32]
    refreshed(world, later)
    assert is_refused(world, "hrt_" + "0" * 36 + ".0." + "0" * 64)


def test_a_session_that_was_ended_opens_nothing(world: World) -> None:
    token = logged_in(world)
    session = world.opened.session
    asked = EndSession(person_id=session.person_id, session_id=session.id)
    for _ in range(2):
        assert world.handle(asked).status == "ended"
    assert kept(world)["version"] == 2
    assert is_refused(world, token)


def test_nobody_ends_anothers_session(world: World) -> None:
    token = logged_in(world)
    session_id = world.opened.session.id
    with pytest.raises(SessionNotFound) as refused:
        world.handle(EndSession(person_id="per_other", session_id=session_id))
    assert refused.value.status == 404
    refreshed(world, token)


def test_signing_out_everywhere_ends_all_and_spares_the_next(world: World) -> None:
    tokens = [logged_in(world), logged_in(world)]
    world.clock.pass_(minutes=1)
    world.handle(EndAllSessions(person_id=world.opened.session.person_id))
    assert [is_refused(world, token) for token in tokens] == [True, True]
    world.clock.pass_(minutes=1)
    refreshed(world, logged_in(world))


def test_signing_out_everywhere_leaves_others_alone(world: World) -> None:
    others = logged_in(world)
    person_id, _ = world.log_in("+919812345679")
    world.handle(EndAllSessions(person_id=person_id))
    refreshed(world, others)


def test_two_refreshes_that_meet_in_the_database_get_the_same_token(world: World) -> None:
    token = logged_in(world)
    first = refreshed(world, token, seed="one")
    assert refreshed(world, token, seed="two") == first
    assert kept(world)["rotated_by"] == "one"


def test_a_session_of_nobody_is_over(world: World) -> None:
    token = logged_in(world)
    world.store._kept["accounts"].clear()
    assert is_refused(world, token)
    assert PHONE not in token
