"""Each event that notify hears: twice, late and early.

What people are told is a fact of the past: it is told whenever it comes, and for each id once.
"""

from collections import Counter
from typing import Any

import pytest

from chassis.errors import Fate, NotYet, fate_of
from chassis.store import Write
from contracts.accounts import AccountErased, ConsentGiven
from contracts.message import Event
from contracts.orders import OrderCancelled
from contracts.payments import PayoutAccountEntered
from services.notify.commands import ForgetNotice
from services.notify.domain.notice import Notice
from tests.unit.notify.conftest import World, updated
from tests.unit.notify.events import BUYER, CODE, OTHER, SAMPLES, SELLER, registered

Sent = list[tuple[str, ...]]


def sample_id(event: Event) -> str:
    """Its wire name; of a cancellation the reason too, since there are two, and so on."""
    if isinstance(event, PayoutAccountEntered) and event.acted_by:
        return f"{event.wire_name()}-for_another"
    return event.wire_name() + (f"-{event.reason}" if isinstance(event, OrderCancelled) else "")


each = pytest.mark.parametrize("event", SAMPLES, ids=sample_id)


def know_all(world: World) -> World:
    """A buyer and a seller with e-mail, and a seller without."""
    world.know(BUYER, phone="+919800000001", email="sunita@deoghar.example")
    world.know(SELLER, phone="+919800000002", email="baba@deoghar.example")
    world.know(OTHER, phone="+919800000003", language="en")
    return world


@pytest.fixture
def known(world: World) -> World:
    return know_all(world)


def told(world: World) -> Sent:
    return [*world.sms.sent, *world.mail.sent]


def alone(event: Event) -> Sent:
    """What is told of the event when nothing else happens."""
    world = know_all(World())
    world.hear(event)
    assert told(world) != []
    return told(world)


@each
def test_a_fact_that_comes_twice_is_told_once(known: World, event: Event) -> None:
    known.hear(event)
    writes = known.store.writes
    known.hear(event)
    assert (told(known), known.store.writes) == (alone(event), writes)


@each
def test_a_fact_that_comes_twice_with_two_ids_is_two_facts(known: World, event: Event) -> None:
    known.hear(event, event_id="evt_1")
    known.hear(event, event_id="evt_2")
    assert set(Counter(tuple(words) for *words, _ in told(known)).values()) == {2}
    keys = Counter(key for *_, key in told(known))
    assert len(keys) == 2 * len({key for *_, key in alone(event)})


@each
def test_a_fact_that_comes_twice_since_we_died_is_told_twice_at_most(
    known: World, monkeypatch: pytest.MonkeyPatch, event: Event
) -> None:
    def die(write: Write) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(known.store, "update", die)
        with pytest.raises(SystemExit):
            known.hear(event)
    assert told(known) != []
    known.hear(event)
    known.hear(event)
    times = Counter(told(known))
    assert set(times) == set(alone(event))
    assert max(times.values()) == 2


@each
def test_a_fact_that_comes_late_is_told_all_the_same(known: World, event: Event) -> None:
    for number, other in enumerate(SAMPLES):
        if other is not event:
            known.hear(other, event_id=f"evt_later_{number}", sequence=9)
    sms, mail = len(known.sms.sent), len(known.mail.sent)
    known.hear(event, sequence=1)
    assert [*known.sms.sent[sms:], *known.mail.sent[mail:]] == alone(event)


@each
def test_a_fact_that_comes_early_waits_until_its_person_is_known(
    world: World, event: Event
) -> None:
    with pytest.raises(NotYet) as early:
        world.hear(event)
    assert fate_of(early.value) is Fate.RETRY
    assert (told(world), world.store.writes) == ([], 0)
    know_all(world)
    world.hear(event)
    assert told(world) == alone(event)


def contact(world: World) -> dict[str, Any]:
    kept = world.store.get("contacts", BUYER)
    assert kept is not None
    assert world.store.events("contacts", BUYER) == []
    return {field: kept[field] for field in ("phone", "name", "heard", "version")}


def test_account_registered_twice_is_kept_once(world: World) -> None:
    for id in ("evt_1", "evt_1", "evt_2"):
        world.hear(registered(BUYER, phone="+919800000001"), event_id=id)
    assert contact(world) == {"phone": "+919800000001", "name": "", "heard": 1, "version": 1}


def test_account_registered_late_after_an_update_changes_nothing(world: World) -> None:
    world.hear(updated(BUYER, name="Sunita"), event_id="evt_2", sequence=2)
    before = contact(world)
    world.hear(registered(BUYER, phone="+919800000001"), event_id="evt_1", sequence=1)
    assert contact(world) == before


def test_account_registered_early_is_where_a_contact_begins(world: World) -> None:
    world.hear(registered(BUYER, phone="+919800000001"))
    assert contact(world)["phone"] == "+919800000001"


def test_account_updated_twice_is_written_once(world: World) -> None:
    world.know(BUYER)
    for id in ("evt_2", "evt_2", "evt_3"):
        world.hear(updated(BUYER, name="Sunita"), event_id=id, sequence=2)
    assert contact(world) == {
        "phone": "+919800000009",
        "name": "Sunita",
        "heard": 2,
        "version": 2,
    }


def test_account_updated_late_does_not_replace_what_was_said_after_it(world: World) -> None:
    world.know(BUYER)
    world.hear(updated(BUYER, name="Third"), event_id="evt_3", sequence=3)
    before = contact(world)
    world.hear(updated(BUYER, name="Second"), event_id="evt_2", sequence=2)
    assert contact(world) == before


def test_account_updated_early_before_the_registration_is_enough(world: World) -> None:
    world.hear(updated(BUYER, name="Sunita"), event_id="evt_2", sequence=2)
    assert contact(world) == {
        "phone": "+919800000009",
        "name": "Sunita",
        "heard": 2,
        "version": 1,
    }


ERASED = AccountErased(person_id=BUYER)


def test_account_erased_twice_forgets_once(known: World) -> None:
    for id in ("evt_9", "evt_9", "evt_10"):
        known.hear(ERASED, event_id=id, sequence=9)
    assert contact(known) == {"phone": "", "name": "", "heard": 9, "version": 2}


def test_account_erased_late_does_not_take_away_who_came_back(known: World) -> None:
    known.hear(registered(BUYER, phone="+919800000007"), event_id="evt_10", sequence=10)
    before = contact(known)
    known.hear(ERASED, event_id="evt_9", sequence=9)
    assert contact(known) == before


def test_account_erased_early_is_not_undone_by_older_news(world: World) -> None:
    world.hear(ERASED, event_id="evt_9", sequence=9)
    world.hear(registered(BUYER, phone="+919800000001"), event_id="evt_1", sequence=1)
    assert contact(world) == {"phone": "", "name": "", "heard": 9, "version": 1}


def test_who_comes_back_is_told_again_and_who_is_forgotten_is_not(known: World) -> None:
    known.hear(ERASED, event_id="evt_9", sequence=9)
    known.hear(CODE, event_id="evt_11")
    assert told(known) == []
    known.hear(registered(BUYER, phone="+919800000007"), event_id="evt_12", sequence=10)
    known.hear(CODE, event_id="evt_13")
    assert [to for to, _, _ in known.sms.sent] == ["+919800000007"]


def test_what_was_sent_is_of_nobody_any_more(known: World) -> None:
    known.hear(CODE)
    notice_id = Notice.id_of("evt_1", BUYER, "delivery_code")
    known.app.handle(ForgetNotice(notice_id=notice_id))
    kept = known.store.get("notices", notice_id)
    assert kept is not None
    assert (kept["person_id"], kept["order_id"], set(kept["values"].values())) == ("", "", {""})
    assert kept["copies"]["sms"]["status"] == "sent"


def test_a_consent_of_ones_own_is_not_told(known: World) -> None:
    own = ConsentGiven(
        person_id=SELLER, purposes=["marketing"], notice="privacy", version=1, mode="screen"
    )
    known.hear(own)
    assert told(known) == []
