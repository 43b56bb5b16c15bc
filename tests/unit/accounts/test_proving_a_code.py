"""POST /v1/tokens: the right code opens once; every refusal costs a try."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chassis.application import Application
from chassis.errors import Clash
from chassis.memory import MemoryStore
from chassis.store import Write
from services.accounts.commands import ProveCode, SendCode, StartLogin, WelcomePerson
from services.accounts.domain.refusals import CodeUsed, LoginNotFound
from services.accounts.handlers import HANDLERS
from tests.unit.accounts.conftest import NOON, PHONE, VISITOR, NoOutbox, World


def _told(outcome: Any) -> tuple[str, int, str]:
    return outcome.code, outcome.status, outcome.detail("en")


def test_the_right_code_tells_whose_phone_it_is(world: World) -> None:
    login_id = world.ask(language="en")
    assert world.prove(login_id).phone == PHONE
    assert world.kept("logins", login_id)["status"] == "used"  # type: ignore[index]


def test_a_wrong_code_costs_a_try(world: World) -> None:
    login_id = world.ask()
    outcome = world.prove(login_id, "999999")
    assert _told(outcome) == ("wrong_code", 422, "The code is wrong. Tries left: 4.")
    kept = world.kept("logins", login_id)
    assert kept is not None
    assert (kept["tries_left"], kept["status"]) == (4, "sent")
    assert world.prove(login_id).phone == PHONE


def test_after_five_wrong_codes_the_right_one_is_refused(world: World) -> None:
    login_id = world.ask()
    left = [world.prove(login_id, "999999").values["left"] for _ in range(5)]
    assert left == [4, 3, 2, 1, 0]
    outcome = world.prove(login_id)
    assert _told(outcome) == (
        "tries_used_up",
        422,
        "Too many wrong codes; ask for a new one.",
    )
    assert world.kept("logins", login_id)["status"] == "sent"  # type: ignore[index]


def test_a_code_expires_after_five_minutes(world: World) -> None:
    login_id = world.ask()
    world.clock.pass_(minutes=5)
    outcome = world.prove(login_id)
    assert _told(outcome) == ("code_expired", 422, "The code has expired; ask for a new one.")
    assert world.kept("logins", login_id)["tries_left"] == 4  # type: ignore[index]


def test_a_code_is_good_until_its_last_millisecond(world: World) -> None:
    login_id = world.ask()
    world.clock.pass_(minutes=5, milliseconds=-1)
    assert world.prove(login_id).phone == PHONE


def test_a_used_code_is_refused(world: World) -> None:
    login_id = world.ask()
    world.prove(login_id)
    outcome = world.prove(login_id)
    assert outcome.code == "code_used"
    assert outcome.status == 422
    assert world.kept("logins", login_id)["tries_left"] == 4  # type: ignore[index]


def test_an_unknown_login_is_not_found(world: World) -> None:
    with pytest.raises(LoginNotFound) as refused:
        world.prove("lgn_0")
    assert (refused.value.code, refused.value.status) == ("login_not_found", 404)
    assert world.kept("logins", "lgn_0") is None


def test_the_code_of_another_login_does_not_open(world: World) -> None:
    first = world.ask()
    world.clock.pass_(minutes=1)
    second = world.ask()
    assert world.prove(first, "100002").code == "wrong_code"
    assert world.prove(second, "100002").phone == PHONE


def test_a_code_that_was_used_while_its_sms_was_under_way_stays_used(world: World) -> None:
    login, code = world.handle(StartLogin(phone=PHONE, language="hi"))
    world.prove(login.id, code)
    assert world.handle(SendCode(login_id=login.id, code=code)) is None
    assert world.kept("logins", login.id)["status"] == "used"  # type: ignore[index]


class _Beaten(MemoryStore):
    """Somebody else writes first, once."""

    def __init__(self, world: World, first: Any) -> None:
        super().__init__(*world.store.collections)
        self._kept, self._first = world.store._kept, first

    def insert(self, write: Write) -> None:
        first, self._first = self._first, None
        if first:
            first()
        super().insert(write)

    def update(self, write: Write) -> None:
        first, self._first = self._first, None
        if first:
            first()
            raise Clash(write.id)
        super().update(write)


def _beaten(world: World, first: Any) -> Any:
    store = _Beaten(world, first)
    app = Application(
        "accounts", store, HANDLERS, world.ports, outbox=NoOutbox(), clock=world.clock
    )
    return app.handle


def test_of_two_right_answers_at_once_one_opens(world: World) -> None:
    login_id = world.ask()
    handle = _beaten(world, lambda: world.prove(login_id))
    assert handle(ProveCode(login_id=login_id, code="100001")).code == "code_used"


def test_two_wrong_answers_at_once_cost_two_tries(world: World) -> None:
    login_id = world.ask()
    handle = _beaten(world, lambda: world.prove(login_id, "999999"))
    assert handle(ProveCode(login_id=login_id, code="999998")).values["left"] == 3


def test_two_first_logins_at_once_make_one_person(world: World) -> None:
    world.limits = replace(world.limits, resend=timedelta(0))
    first, second = world.ask(), world.ask()
    assert world.prove(first, "100001").phone == world.prove(second, "100002").phone
    handle = _beaten(world, lambda: world.welcome(first))
    opened = handle(WelcomePerson(login_id=second, profile_id="", visitor=VISITOR))
    assert opened.session.id != world.opened.session.id
    person_id = opened.session.person_id
    assert person_id == world.opened.session.person_id
    assert [key for key, _ in world.events(person_id)] == ["account.registered"]


def test_a_repeat_under_the_same_key_gets_the_same_session(world: World) -> None:
    login_id = world.ask()
    world.prove(login_id, seed="one")
    first = world.welcome(login_id)
    world.clock.pass_(minutes=4)
    assert world.prove(login_id, seed="one").id == login_id
    again = world.welcome(login_id)
    assert (again.session.id, again.refresh_token) == (first.session.id, first.refresh_token)
    assert again.token.expires_at == NOON + timedelta(minutes=19)


@pytest.mark.parametrize("seed", ["", "another"])
def test_under_another_key_or_none_a_used_code_stays_used(world: World, seed: str) -> None:
    login_id = world.ask()
    world.prove(login_id, seed="one")
    assert world.prove(login_id, seed=seed).code == "code_used"


def test_a_repeat_with_a_wrong_code_is_refused(world: World) -> None:
    login_id = world.ask()
    world.prove(login_id, seed="one")
    assert world.prove(login_id, "999999", seed="one").code == "wrong_code"


def test_a_repeat_after_five_minutes_is_refused(world: World) -> None:
    login_id = world.ask()
    world.prove(login_id, seed="one")
    world.clock.pass_(minutes=5)
    assert world.prove(login_id, seed="one").code == "code_expired"


def test_once_its_session_was_refreshed_a_login_opens_nothing(world: World) -> None:
    login_id = world.ask()
    world.prove(login_id, seed="one")
    world.refresh(world.welcome(login_id).refresh_token)
    world.prove(login_id, seed="one")
    with pytest.raises(CodeUsed):
        world.welcome(login_id)
