"""Each event that accounts hears: twice, late and early."""

from datetime import timedelta

from msgspec.structs import replace

from chassis.context import Cause, begin
from contracts.catalog import PersonIntroduced
from services.accounts.commands import ChangePerson
from services.accounts.domain.verifying import verify
from tests.unit.accounts.conftest import World
from tests.unit.accounts.trail_kit import NOON, TrailWorld, action

INTRODUCED = PersonIntroduced(seller_id="sel_1", person_id="per_maker", phone="+919700000004")


def hear(world: World, event_id: str, event: PersonIntroduced = INTRODUCED) -> None:
    begin(Cause(event_id=event_id))
    try:
        world.handle(event)
    finally:
        begin(Cause())


def test_person_introduced_twice_is_registered_once(world: World) -> None:
    for event_id in ("evt_1", "evt_1", "evt_2"):
        hear(world, event_id)
    assert [key for key, _ in world.events("per_maker")] == ["account.registered"]
    kept = world.kept("accounts", "per_maker")
    assert kept is not None
    assert (kept["phone"], kept["language"], kept["granted"]) == ("+919700000004", "hi", [])


def test_person_introduced_late_does_not_replace_what_they_said_themselves(world: World) -> None:
    hear(world, "evt_1")
    world.handle(ChangePerson(person_id="per_maker", name="सुनीता देवी", language="en"))
    hear(world, "evt_2", replace(INTRODUCED, phone="+919700000005"))
    kept = world.kept("accounts", "per_maker")
    assert kept is not None
    assert (kept["phone"], kept["name"], kept["language"], kept["version"]) == (
        "+919700000004",
        "सुनीता देवी",
        "en",
        2,
    )


def test_person_introduced_early_before_any_login_is_where_an_account_begins(world: World) -> None:
    hear(world, "evt_1")
    assert world.events("per_maker")[0][1] == {
        "person_id": "per_maker",
        "phone": "+919700000004",
        "language": "hi",
        "name": "",
        "email": "",
    }


def test_action_recorded_twice_is_one_record() -> None:
    world = TrailWorld()
    world.hear(1, 2, 1, 1)
    assert [kept["record_id"] for kept in world.trail.kept] == ["aud_0001", "aud_0002"]


def test_action_recorded_late_comes_at_the_end_under_its_own_time() -> None:
    world = TrailWorld()
    world.hear(2)
    world.handle(action(1, at=NOON - timedelta(days=3)))
    second = world.trail.kept[1]
    assert (second["_id"], second["previous"]) == (2, world.trail.kept[0]["hash"])
    assert second["at"] == NOON - timedelta(days=3)
    assert second["recorded_at"] == NOON + timedelta(seconds=1)


def test_action_recorded_early_before_what_went_before_is_appended_as_it_comes() -> None:
    world = TrailWorld()
    world.hear(3, 1, 2)
    assert [kept["record_id"] for kept in world.trail.kept] == ["aud_0003", "aud_0001", "aud_0002"]
    verdict = verify(world.trail.everything(), [], world.public_keys)
    assert (verdict.records, verdict.breaks) == (3, [])
