"""Who acts, and that what they change is recorded in the same write; nobody else pays."""

import json
from typing import Any

import pytest

from chassis import audit
from chassis.context import Actor, Cause, acting, actor, begin, further_step
from chassis.doors import Call
from chassis.people import Grant, Person
from chassis.store import Write
from contracts.envelope import decode
from contracts.policy import Allow
from tests.unit.chassis.market import NOW, Close, Look, Put, Sell, SoldOut

ADMIN = Actor(person_id="per_1", role="admin", action="grant.give", network="203.0.113.0/24")
BUYER = [Grant(role="buyer"), Grant(role="seller")]
APPROVER = Grant(role="officer", area="district:324", kind="district_approver")


def call(action: str, *grants: Grant, **rest: str) -> Call:
    person = Person(id="per_7", grants=[*BUYER, *grants])
    return Call(person=person, language="hi", cause=Cause(), action=action, **rest)


def records(store: Any, id: str = "prd_1") -> list[dict[str, Any]]:
    told = [e for e in store.events("stalls", id) if e.key == "action.recorded"]
    return [json.loads(event.body) for event in told]


# what is written


def test_a_change_by_staff_is_recorded_in_the_same_write(store, outbox, app):
    app.handle(Put(stall_id="prd_1", pieces=3, owner="per_2"))
    outbox.writes.clear()
    acting(ADMIN)
    app.handle(Close(stall_id="prd_1"))
    (write,) = outbox.writes
    assert [event.key for event in write.outbox] == ["product.paused", "action.recorded"]
    (record,) = records(store)
    assert (record["actor_id"], record["action"]) == ("per_1", "grant.give")
    assert (record["service"], record["object_kind"], record["object_id"]) == (
        "market",
        "stall",
        "prd_1",
    )
    assert record["changes"] == [{"field": "status", "before": "open", "after": "closed"}]
    assert record["state_before"] != record["state_after"]


def test_a_record_goes_to_the_exchange_of_the_trail_and_counts_for_itself(store, app):
    acting(ADMIN)
    app.handle(Put(stall_id="prd_1", pieces=3))
    app.handle(Sell(stall_id="prd_1", pieces=2))
    events = store.events("stalls", "prd_1")
    told = [decode(e.headers, e.body)[1] for e in events if e.key == "action.recorded"]
    assert {e.exchange for e in events if e.key == "action.recorded"} == {"audit.events"}
    assert [(e.sequence, e.source) for e in told] == [(1, "/services/market")] * 2
    assert len({e.subject for e in told}) == 2
    facts = [decode(e.headers, e.body)[1].sequence for e in events if e.key == "stock.changed"]
    assert facts == [1, 2, 3]
    assert store.get("stalls", "prd_1")["sequence"] == 3


def test_nothing_is_recorded_where_nobody_acts(store, app):
    app.handle(Put(stall_id="prd_1", pieces=3))
    assert records(store) == []


def test_nothing_is_recorded_where_nothing_changed_or_it_was_refused(store, app):
    app.handle(Put(stall_id="prd_1", pieces=1))
    acting(ADMIN)
    app.handle(Look(stall_id="prd_1"))
    with pytest.raises(SoldOut):
        app.handle(Sell(stall_id="prd_1", pieces=2))
    assert records(store) == []


def test_what_an_event_causes_later_is_nobodys_action(store, app):
    acting(ADMIN)
    further_step()
    assert actor() == ADMIN
    begin(Cause(event_id="evt_1"))
    assert actor() is None
    app.handle(Put(stall_id="prd_1", pieces=3))
    assert records(store) == []


# who acts


def test_staff_act_by_the_grant_that_the_table_asks_for():
    asked = call(
        "seller.decide",
        Grant(role="auditor", area="state:20"),
        APPROVER,
        network="203.0.113.77",
        device="Mozilla/5.0 (Linux; Android 14)",
    )
    assert audit.actor_of(asked) == Actor(
        person_id="per_7",
        role="officer",
        action="seller.decide",
        area="district:324",
        kind="district_approver",
        network="203.0.113.0/24",
        device="Android",
    )


def test_the_grant_that_covers_the_object_is_the_one_that_is_used():
    other = Grant(role="officer", area="district:9", kind="district_approver")
    asked = call("seller.decide", other, APPROVER)
    row = Allow(role="officer", area=True)
    found = audit.actor_of(asked, row, ["block:2750", "district:324", "state:20"])
    assert found is not None
    assert found.area == "district:324"


def test_nobody_acts_in_what_people_do_with_their_own():
    assert audit.actor_of(call("order.place")) is None
    assert audit.actor_of(call("order.cancel")) is None
    assert audit.actor_of(call("order.cancel", APPROVER), Allow(role="buyer", own=True)) is None


def test_sensitive_actions_are_recorded_whoever_does_them(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(audit, "SENSITIVE", frozenset({"me.change"}))
    found = audit.actor_of(call("me.change"))
    assert found is not None
    assert found.role == "buyer"


def test_strangers_do_not_act():
    stranger = Call(person=None, language="hi", cause=Cause(), action="seller.decide")
    assert audit.actor_of(stranger) is None


def test_whose_the_object_is_decides_who_acts():
    asked = call("order.cancel", Grant(role="officer", area="district:324"))
    audit.act(asked)
    assert actor() is not None
    asked.must(owners=["per_7"])
    assert actor() is None  # their own order, as its buyer
    asked.must(areas=["district:324"])
    assert (actor() or ADMIN).role == "officer"


def test_what_was_said_of_the_action_stays_when_its_right_is_known():
    audit.act(call("order.cancel", Grant(role="agent", area="district:324")))
    audit.because("asked at the counter")
    audit.on_behalf_of("per_9")
    row = Allow(role="agent", area=True)
    audit.act(call("order.cancel", Grant(role="agent", area="district:324")), row)
    found = actor()
    assert found is not None
    assert (found.on_behalf_of, found.reason) == ("per_9", "asked at the counter")


def test_where_nobody_acts_there_is_nothing_to_add():
    audit.because("x")
    assert actor() is None


@pytest.mark.parametrize(
    ("network", "kept"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_its_network(network: str, kept: str):
    assert audit.shortened(network) == kept


@pytest.mark.parametrize(
    ("device", "kept"),
    [
        ("Mozilla/5.0 (Linux; Android 14; SM-A155F)", "Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5)", "iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64)", "Linux"),
        ("curl/8.5.0", "curl"),
        ("python-httpx/0.27", "python-httpx"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_a_device_is_kept_as_its_family(device: str, kept: str):
    assert audit.family(device) == kept


# what changes nothing


class Service:
    """A service on the memory store."""

    name = "market"

    def __init__(self, store: Any, clock: Any) -> None:
        self.store, self.clock, self.relay = store, clock, self
        self.writes: list[Write] = []

    def offer(self, write: Write) -> None:
        self.writes.append(write)


def test_a_note_is_kept_and_offered_at_once(store, clock):
    service = Service(store, clock)
    acting(ADMIN)
    audit.note(service, "account", "per_9", areas=["district:324"], reason="a complaint")
    (write,) = service.writes
    kept = store.get("audit_notes", write.id)
    assert (kept["at"], kept["sequence"], kept["outbox"]) == (NOW, 0, write.outbox)
    event, envelope = decode(write.outbox[0].headers, write.outbox[0].body)
    assert (envelope.type, envelope.subject) == ("action.recorded", write.id)
    assert (event.object_kind, event.object_id, event.areas) == (
        "account",
        "per_9",
        ["district:324"],
    )
    assert (event.actor_id, event.reason, event.changes) == ("per_1", "a complaint", [])
    assert (event.state_before, event.state_after) == ("", "")


def test_a_note_of_nobody_is_a_mistake(store, clock):
    with pytest.raises(audit.NobodyActs):
        audit.note(Service(store, clock), "account", "per_9")
