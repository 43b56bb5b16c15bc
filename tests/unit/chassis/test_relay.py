"""From outbox to broker: in groups, only the confirmed are cleared, the rest is swept."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace

import pytest

from chassis import relay as relays
from chassis.application import Application
from chassis.memory import MemoryStore
from chassis.relay import GROUP, SWEEP_AGE, Relay
from chassis.store import Outgoing, Write
from tests.unit.chassis.market import Frozen, Ports, Put, Sell, market


class Broker:
    """Confirms what it is told to, and remembers what it was sent."""

    def __init__(self) -> None:
        self.groups: list[list[Outgoing]] = []
        self.confirms: Callable[[Outgoing], bool] = lambda event: True

    def publish_many(self, events: Sequence[Outgoing]) -> list[bool]:
        self.groups.append(list(events))
        return [self.confirms(event) for event in events]

    @property
    def bodies(self) -> list[bytes]:
        return [event.body for group in self.groups for event in group]


@pytest.fixture
def broker() -> Broker:
    return Broker()


@pytest.fixture
def relay(store: MemoryStore, broker: Broker) -> Relay:
    return Relay(store, broker, "market", timer=lambda: 0.0)


@pytest.fixture
def app(store: MemoryStore, relay: Relay, clock: Frozen) -> Application[Ports]:
    return market(store, relay, clock)


def left(store: MemoryStore, stall_id: str = "prd_1") -> int:
    return len(store.events("stalls", stall_id))


def test_a_group_is_published_in_the_order_in_which_it_was_written(store, broker, relay, app):
    app.handle(Put(stall_id="prd_1", pieces=2))
    app.handle(Put(stall_id="prd_2", pieces=7))
    app.handle(Sell(stall_id="prd_1", pieces=2))
    assert relay.busy
    assert relay.publish_group() == 4
    assert [len(group) for group in broker.groups] == [4]
    assert broker.bodies == [
        b'{"product_id":"prd_1","free":2}',
        b'{"product_id":"prd_2","free":7}',
        b'{"product_id":"prd_1","free":1}',
        b'{"product_id":"prd_1","free":0}',
    ]
    assert (left(store), left(store, "prd_2")) == (0, 0)
    assert not relay.busy


def test_only_the_confirmed_are_cleared(store, broker, relay, app):
    app.handle(Put(stall_id="prd_1", pieces=2))
    app.handle(Sell(stall_id="prd_1", pieces=2))
    broker.confirms = lambda event: b'"free":1' not in event.body
    assert relay.publish_group() == 2
    assert [event.body for event in store.events("stalls", "prd_1")] == [
        b'{"product_id":"prd_1","free":1}'
    ]


def test_a_group_is_no_larger_than_its_limit(broker, relay, app):
    for number in range(GROUP + 3):
        app.handle(Put(stall_id=f"prd_{number}", pieces=1))
    assert relay.publish_group() == GROUP == 256
    assert relay.busy
    assert relay.publish_group() == 3
    assert not relay.busy


def test_where_nothing_waits_nothing_is_published(broker, relay):
    assert relay.publish_group(timeout=0.001) == 0
    assert broker.groups == []


def test_while_a_group_is_published_the_relay_is_busy(broker, relay, app):
    seen: list[bool] = []
    broker.confirms = lambda event: not seen.append(relay.busy)
    app.handle(Put(stall_id="prd_1", pieces=2))
    relay.publish_group()
    assert seen == [True]


def test_what_was_not_confirmed_is_swept_when_it_is_old_enough(store, broker, relay, app, clock):
    app.handle(Put(stall_id="prd_1", pieces=2))
    broker.confirms = lambda event: False
    assert relay.publish_group() == 0
    broker.confirms = lambda event: True

    clock.forward(SWEEP_AGE.total_seconds())
    assert relay.sweep(["stalls"], clock) == 0  # not older than the age
    assert left(store) == 1

    clock.forward(0.001)
    assert relay.sweep(["stalls"], clock) == 1
    assert left(store) == 0
    assert broker.bodies == [b'{"product_id":"prd_1","free":2}'] * 2
    assert len({event.id for group in broker.groups for event in group}) == 1


def test_a_sweep_leaves_what_is_not_confirmed_either(store, broker, relay, app, clock):
    app.handle(Put(stall_id="prd_1", pieces=2))
    broker.confirms = lambda event: False
    clock.forward(10)
    assert relay.sweep(["stalls"], clock) == 0
    assert left(store) == 1


def test_what_is_offered_beyond_the_bound_is_left_to_the_sweeper(
    store, broker, app, relay, clock, monkeypatch
):
    monkeypatch.setattr(relays, "MOST_WAITING", 2)
    small = Relay(store, broker, "market")
    app = market(store, small, clock)
    for number in range(5):
        app.handle(Put(stall_id=f"prd_{number}", pieces=1))
    assert small.publish_group() == 2
    assert [left(store, f"prd_{number}") for number in range(5)] == [0, 0, 1, 1, 1]
    clock.forward(5)
    assert small.sweep(["stalls"], clock) == 3
    assert [left(store, f"prd_{number}") for number in range(5)] == [0] * 5


def test_a_sweep_keeps_the_order_of_each_aggregate(store, broker, relay, app, clock):
    app.handle(Put(stall_id="prd_1", pieces=3))
    app.handle(Sell(stall_id="prd_1", pieces=3))
    clock.forward(5)
    assert relay.sweep(["stalls"], clock) == 4
    assert broker.bodies == [b'{"product_id":"prd_1","free":%d}' % n for n in (3, 2, 1, 0)]


def test_what_another_process_left_goes_before_what_comes_after_it(store, broker, relay, clock):
    dead = market(store, Relay(store, Broker(), "market"), clock)
    dead.handle(Put(stall_id="prd_1", pieces=3))  # written, and never published by its process
    market(store, relay, clock).handle(Sell(stall_id="prd_1", pieces=1))
    assert relay.publish_group() == 2
    assert broker.bodies == [b'{"product_id":"prd_1","free":%d}' % n for n in (3, 2)]
    assert left(store) == 0


def test_what_was_not_confirmed_goes_again_before_what_comes_after_it(store, broker, relay, app):
    app.handle(Put(stall_id="prd_1", pieces=3))
    broker.confirms = lambda event: False
    relay.publish_group()
    broker.confirms = lambda event: True
    app.handle(Sell(stall_id="prd_1", pieces=1))
    assert relay.publish_group() == 2
    assert broker.bodies == [b'{"product_id":"prd_1","free":%d}' % n for n in (3, 3, 2)]


def test_what_this_process_has_in_hand_is_not_published_twice(store, broker, relay, app):
    app.handle(Put(stall_id="prd_1", pieces=3))
    app.handle(Sell(stall_id="prd_1", pieces=1))  # reads the first event in the outbox
    assert relay.publish_group() == 2
    assert broker.bodies == [b'{"product_id":"prd_1","free":%d}' % n for n in (3, 2)]


def test_a_write_that_is_offered_after_a_later_one_is_not_published_twice(
    store, broker, relay, clock
):
    offered: list[Write] = []
    slow = market(store, SimpleNamespace(offer=offered.append), clock)
    slow.handle(Put(stall_id="prd_1", pieces=3))
    market(store, relay, clock).handle(Sell(stall_id="prd_1", pieces=1))
    relay.offer(offered[0])
    assert relay.publish_group() == 2
    assert broker.bodies == [b'{"product_id":"prd_1","free":%d}' % n for n in (3, 2)]


def test_it_forgets_what_it_published_long_ago(store, broker, clock, monkeypatch):
    monkeypatch.setattr(relays, "MOST_KNOWN", 10)
    relay = Relay(store, broker, "market")
    app = market(store, relay, clock)
    for number in range(50):
        app.handle(Put(stall_id=f"prd_{number}", pieces=1))
        relay.publish_group()
    assert len(relay._known) == 10


@pytest.mark.parametrize("jump", [-86_400, 0])
def test_a_clock_that_was_set_back_keeps_nothing_in_its_outbox(store, broker, app, clock, jump):
    watch = [0.0]
    relay = Relay(store, broker, "market", timer=lambda: watch[0])
    app.handle(Put(stall_id="prd_1", pieces=1))
    clock.forward(jump)
    assert relay.sweep(["stalls"], clock) == 0  # seen for the first time
    watch[0] += SWEEP_AGE.total_seconds()
    assert relay.sweep(["stalls"], clock) == 1
    assert left(store) == 0


def test_one_sweep_clears_all_that_a_crash_left(store, broker, relay, app, clock):
    for number in range(3 * GROUP + 1):
        app.handle(Put(stall_id=f"prd_{number}", pieces=1))
    clock.forward(5)
    assert relay.sweep(["stalls"], clock) == 3 * GROUP + 1


def test_a_sweep_ends_when_the_broker_takes_nothing(store, broker, relay, app, clock):
    for number in range(2 * GROUP):
        app.handle(Put(stall_id=f"prd_{number}", pieces=1))
    broker.confirms = lambda event: False
    clock.forward(5)
    assert relay.sweep(["stalls"], clock) == 0
    assert len(broker.groups) == 1
