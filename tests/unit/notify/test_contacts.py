"""How people are reached: in step with accounts, whatever order its words come in."""

from tests.unit.notify.conftest import World, updated
from tests.unit.notify.events import BUYER, REFUND, registered


def _known(world: World) -> tuple[str, str, str, str]:
    kept = world.store.get("contacts", BUYER)
    assert kept is not None
    return kept["phone"], kept["language"], kept["name"], kept["email"]


def test_a_registered_person_is_kept_once(world: World) -> None:
    for _ in range(2):
        world.hear(registered(BUYER, phone="+919800000001"))
    assert _known(world) == ("+919800000001", "hi", "", "")
    assert world.store.writes == 1


def test_an_update_replaces_what_was_known(world: World) -> None:
    world.know(BUYER)
    for _ in range(2):
        world.hear(updated(BUYER, name="Sunita", email="s@deoghar.example"), sequence=2)
    assert _known(world) == ("+919800000009", "en", "Sunita", "s@deoghar.example")
    assert world.store.writes == 2


def test_an_early_update_is_enough_to_know_a_person(world: World) -> None:
    world.hear(updated(BUYER), sequence=2)
    assert _known(world) == ("+919800000009", "en", "", "")


def test_a_late_registration_changes_nothing(world: World) -> None:
    world.hear(updated(BUYER), event_id="evt_2", sequence=2)
    world.hear(registered(BUYER), event_id="evt_1", sequence=1)
    assert _known(world) == ("+919800000009", "en", "", "")


def test_of_two_updates_the_later_said_counts_not_the_later_heard(world: World) -> None:
    world.know(BUYER)
    world.hear(updated(BUYER, name="Third"), event_id="evt_3", sequence=3)
    world.hear(updated(BUYER, name="Second"), event_id="evt_2", sequence=2)
    assert _known(world) == ("+919800000009", "en", "Third", "")


def test_the_next_notice_is_in_the_new_language(world: World) -> None:
    world.know(BUYER)
    world.hear(updated(BUYER), sequence=2)
    world.hear(REFUND, event_id="evt_3")
    assert world.sms.sent[0][:2] == (
        "+919800000009",
        "Haat: ₹450.00 of order B12CD3 went back to you. Your bank may take some days.",
    )
