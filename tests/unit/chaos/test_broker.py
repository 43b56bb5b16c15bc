"""What lies in queues, and what was parked."""

from tests.chaos.invariants import parking, queues
from tests.chaos.seen import Parked


def test_an_innocent_message_was_parked(good):
    told, found = good
    found.parked.append(Parked("evt_1", "notify.order.placed", "Clash: too often"))
    assert list(parking.violations(told, found)) == [
        "message evt_1 of notify.order.placed was parked: Clash: too often"
    ]


def test_poison_was_not_parked(good):
    told, found = good
    found.poison.add("poison-2")
    assert list(parking.violations(told, found)) == [
        "message poison-2 is poison, but was not parked"
    ]


def test_poison_that_was_parked_twice_is_fine(good):
    told, found = good
    found.parked *= 2
    assert list(parking.violations(told, found)) == []


def test_a_queue_is_not_empty(good):
    told, found = good
    found.queues |= {"delay.1000": 3, "partner.par_1": 1, "parked": 7}
    assert list(queues.violations(told, found)) == [
        "queue delay.1000 holds 3 messages",
        "queue partner.par_1 holds 1 messages",
    ]
