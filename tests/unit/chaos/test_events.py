"""Events that were committed and never published, published and never committed, or twice."""

import pytest

from contracts.registry import EVENTS
from tests.chaos.invariants.events import KEPT_IN, violations
from tests.chaos.seen import Keeper
from tests.chaos.tap import Heard
from tests.unit.chaos.world import PAID

ORDER = ("orders.orders", PAID)


def last_unpublished(found):
    found.keepers[ORDER].sequence = 4


def first_unpublished(found):
    found.heard.remove(next(e for e in found.heard if (e.subject, e.sequence) == (PAID, 1)))


def never_committed(found):
    found.keepers[ORDER].sequence = 2


def two_in_one_place(found):
    found.heard.append(Heard("evt_other", "order.cancelled", PAID, 3, PAID))


def of_nobody(found):
    found.heard.append(Heard("evt_other", "stock.changed", "prd_none", 1))


def unknown_kind(found):
    found.heard.append(Heard("evt_other", "moon.rose", "moon", 1))


def left_in_the_outbox(found):
    found.keepers[ORDER].outbox = ["order.completed"]


def handled_twice(found):
    found.keepers[ORDER].repeated = ["evt_1"]


def broken_event(found):
    found.unreadable = ["KeyError: 'cloudEvents:id'"]


def lost(found):
    found.before["catalog.stocks", "prd_old"] = 3


NOBODY = "was published, but there is no such aggregate"
CASES = {
    last_unpublished: f"orders.orders {PAID}: event 4 of 4 was never published",
    first_unpublished: f"orders.orders {PAID}: event 1 of 3 was never published",
    never_committed: f"orders.orders {PAID}: order.completed came as event 3, committed are 2",
    two_in_one_place: f"orders.orders {PAID}: event 3 is 2 events: evt_{PAID}_3, evt_other",
    of_nobody: f"catalog.stocks prd_none: stock.changed {NOBODY}",
    unknown_kind: f"nowhere moon: moon.rose {NOBODY}",
    left_in_the_outbox: f"orders.orders {PAID}: still in its outbox: order.completed",
    handled_twice: f"orders.orders {PAID}: handled evt_1 more than once",
    lost: "catalog.stocks prd_old: was there before the run and is gone",
    broken_event: "an event could not be read: KeyError: 'cloudEvents:id'",
}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_it_says_what_is_wrong_with_the_events(good, change):
    told, found = good
    change(found)
    assert list(violations(told, found)) == [CASES[change]]


def test_what_was_told_before_the_run_need_not_be_heard(good):
    told, found = good
    found.keepers["catalog.stocks", "prd_old"] = Keeper(9)
    found.before["catalog.stocks", "prd_old"] = 8
    found.heard.append(Heard("evt_9", "stock.changed", "prd_old", 9))
    assert list(violations(told, found)) == []
    found.heard.pop()
    assert list(violations(told, found)) == [
        "catalog.stocks prd_old: event 9 of 9 was never published"
    ]


def test_it_knows_where_every_published_event_is_kept():
    counted = EVENTS.keys() - {"action.recorded"}  # each has a sequence of its own
    assert {name.partition(".")[0] for name in counted} == KEPT_IN.keys()
