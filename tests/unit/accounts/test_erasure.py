"""Being forgotten: asked afresh, warned 48 hours before, taken back until it begins."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chassis.people import Grant
from services.accounts.commands import ChangePerson
from services.accounts.commands.rights import (
    AskErasure,
    BeginErasure,
    ErasePerson,
    FinishErasure,
    GiveConsent,
    TakeBackErasure,
)
from services.accounts.commands.sessions import AddProfile, SetPin
from services.accounts.domain.consent import How
from services.accounts.domain.erasure import Erasure
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.rights_refusals import (
    ErasureNotFound,
    OrdersUnderWay,
    StaffNotErased,
)
from services.accounts.domain.session_refusals import FreshLoginNeeded, SessionEnded
from tests.unit.accounts.conftest import NOON, PHONE, World

HOURS = timedelta(hours=48)


def ask(world: World, person: str) -> Erasure:
    asked = AskErasure(person_id=person, session_id=world.opened.session.id, reason="bye")
    found: Erasure = world.handle(asked)
    return found


def state(world: World, person: str) -> tuple[Any, Any]:
    kept = world.kept("erasures", person)
    return (kept["status"], kept["due_at"]) if kept else ("", None)


def erase(world: World, person: str) -> bool:
    """As the clock does it."""
    if not world.handle(BeginErasure(person_id=person)):
        return False
    sessions = [world.opened.session.id]
    world.handle(ErasePerson(person_id=person, session_ids=sessions))
    world.handle(FinishErasure(person_id=person))
    return True


def told(world: World, collection: str, person: str) -> list[tuple[str, Any]]:
    found = world.store.events(collection, person)
    return [(event.key, msgspec.json.decode(event.body)) for event in found]


def full(world: World) -> str:
    """A person of whom there is something to forget."""
    person, _ = world.log_in()
    world.handle(ChangePerson(person_id=person, name="सुनीता देवी", email="s@deoghar.example"))
    session = world.opened.session.id
    world.handle(SetPin(person_id=person, session_id=session, pin="719385"))
    return person


def test_it_happens_48_hours_after_it_was_asked_and_not_before(world: World) -> None:
    person, _ = world.log_in()
    assert ask(world, person).due_at == NOON + HOURS
    due = {"person_id": person, "due_at": "2025-11-05T06:30:00Z"}
    assert told(world, "erasures", person) == [("erasure.asked", due)]
    world.clock.pass_(hours=47, minutes=59)
    assert not erase(world, person)
    world.clock.pass_(minutes=1)
    assert erase(world, person)
    assert state(world, person) == ("done", NOON + HOURS)


def test_asking_again_does_not_put_it_off(world: World) -> None:
    person, _ = world.log_in()
    ask(world, person)
    before = world.kept("erasures", person)
    world.clock.pass_(minutes=5)
    ask(world, person)
    assert world.kept("erasures", person) == before


def test_all_that_names_and_reaches_them_is_gone(world: World) -> None:
    person = full(world)
    ask(world, person)
    world.clock.pass_(hours=48)
    erase(world, person)
    kept = world.kept("accounts", person)
    assert kept is not None
    assert (kept["status"], kept["phone"], kept["name"], kept["email"]) == ("erased", "", "", "")
    pin = world.kept("pins", person)
    assert pin is not None
    assert (pin["status"], pin["hash"], pin["salt"], pin["untold"]) == ("none", "", "", "")
    session = world.kept("sessions", world.opened.session.id)
    assert session is not None
    assert (session["status"], session["device"], session["network"]) == ("ended", "", "")
    assert world.kept("erasures", person)["reason"] == ""  # type: ignore[index]
    assert told(world, "accounts", person)[-1] == ("account.erased", {"person_id": person})


def test_a_session_of_who_is_forgotten_is_good_for_nothing(world: World) -> None:
    person, _ = world.log_in()
    refresh = world.opened.refresh_token
    ask(world, person)
    world.clock.pass_(hours=48)
    erase(world, person)
    with pytest.raises(SessionEnded):
        world.refresh(refresh)
    with pytest.raises(PersonNotFound):
        world.handle(ChangePerson(person_id=person, name="again"))


def test_consents_end_and_stay_as_proof(world: World) -> None:
    world.clock.at = NOON.replace(year=2026, month=11)
    person, _ = world.log_in()
    yes = GiveConsent(
        person_id=person,
        notice="privacy",
        version=1,
        purposes=["marketing"],
        how=How(mode="screen", language="hi"),
    )
    world.handle(yes)
    ask(world, person)
    world.clock.pass_(hours=48)
    erase(world, person)
    kept = world.kept("consents", person)
    assert kept is not None
    assert [c["withdrawn_at"] for c in kept["given"]] == [world.clock.at]
    assert told(world, "consents", person)[-1][0] == "consent.withdrawn"


def test_it_can_be_taken_back_until_it_begins(world: World) -> None:
    person, _ = world.log_in()
    ask(world, person)
    for _ in range(2):
        assert world.handle(TakeBackErasure(person_id=person)).status == "taken_back"
    assert [key for key, _ in told(world, "erasures", person)] == [
        "erasure.asked",
        "erasure.taken_back",
    ]
    world.clock.pass_(hours=49)
    assert not erase(world, person)
    assert world.kept("accounts", person)["phone"] == PHONE  # type: ignore[index]


def test_once_it_has_begun_it_is_not_taken_back(world: World) -> None:
    person, _ = world.log_in()
    ask(world, person)
    world.clock.pass_(hours=48)
    world.handle(BeginErasure(person_id=person))
    with pytest.raises(ErasureNotFound):
        world.handle(TakeBackErasure(person_id=person))
    assert erase(world, person)


def test_nobody_takes_back_what_they_never_asked(world: World) -> None:
    person, _ = world.log_in()
    with pytest.raises(ErasureNotFound):
        world.handle(TakeBackErasure(person_id=person))


def test_after_a_crash_each_step_can_be_repeated(world: World) -> None:
    person, _ = world.log_in()
    ask(world, person)
    world.clock.pass_(hours=48)
    assert world.handle(BeginErasure(person_id=person))
    world.handle(ErasePerson(person_id=person, session_ids=[]))
    assert erase(world, person)
    assert [key for key, _ in told(world, "accounts", person)].count("account.erased") == 1


def test_only_a_login_of_just_now_may_ask(world: World) -> None:
    person, _ = world.log_in()
    world.clock.pass_(minutes=10)
    with pytest.raises(FreshLoginNeeded) as refused:
        ask(world, person)
    assert refused.value.status == 403
    assert world.kept("erasures", person) is None


def test_while_orders_are_under_way_it_is_refused(world: World) -> None:
    person, _ = world.log_in()
    world.orders.number = 2
    with pytest.raises(OrdersUnderWay) as refused:
        ask(world, person)
    assert (refused.value.status, refused.value.detail("en")[:8]) == (409, "2 orders")
    assert world.kept("erasures", person) is None


def test_orders_that_come_between_put_it_off_by_a_day(world: World) -> None:
    person, _ = world.log_in()
    ask(world, person)
    world.clock.pass_(hours=48)
    world.orders.number = 1
    assert not erase(world, person)
    assert state(world, person) == ("asked", world.clock.at + timedelta(hours=24))
    world.orders.number = 0
    assert not erase(world, person)
    world.clock.pass_(hours=24)
    assert erase(world, person)


def test_who_holds_an_office_gives_it_back_first(world: World) -> None:
    world.staff = {PHONE: [Grant(role="auditor", area="district:324")]}
    person, _ = world.log_in()
    with pytest.raises(StaffNotErased):
        ask(world, person)


def test_whoever_logs_in_with_the_number_later_begins_anew(world: World) -> None:
    person = full(world)
    ask(world, person)
    world.clock.pass_(hours=48)
    erase(world, person)
    again, _ = world.log_in(language="en")
    assert again == person
    kept = world.kept("accounts", person)
    assert kept is not None
    assert (kept["status"], kept["phone"], kept["name"]) == ("active", PHONE, "")
    registered = {"person_id": person, "phone": PHONE, "language": "en", "name": "", "email": ""}
    assert told(world, "accounts", person)[-1] == ("account.registered", registered)


def test_who_shares_the_phone_stays(world: World) -> None:
    person, _ = world.log_in()
    profile = AddProfile(person_id=person, profile_id="per_son", name="मोहन", language="hi")
    world.handle(profile)
    ask(world, person)
    world.clock.pass_(hours=48)
    erase(world, person)
    assert world.kept("accounts", "per_son")["phone"] == PHONE  # type: ignore[index]
    found, _ = world.log_in(profile_id="per_son")
    assert found == "per_son"
    assert world.kept("accounts", person)["status"] == "erased"  # type: ignore[index]
