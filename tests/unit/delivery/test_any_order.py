"""Each event that delivery hears: twice, late and early; through its real doors."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.context import Cause, begin, current, further_step
from chassis.errors import Fate, NotYet, fate_of
from chassis.store import Write
from contracts.delivery import CoverageChanged
from contracts.message import Event, Message
from services.delivery.commands import ChangeCoverage
from services.delivery.entrypoints import events
from services.delivery.splitting import Parcel
from tests.unit.delivery.stand import (
    ORDER,
    OTHER_PIN,
    PIN,
    Stand,
    cancelled,
    confirmed,
    placed,
    shipment_id,
)

COVERED = CoverageChanged(partner_id="par_1", pins=[PIN], days=3, cod=True)


class Reads:
    """The queries of the doors, over the memory store."""

    def __init__(self, stand: Stand) -> None:
        self._stand = stand

    def parcels_of(self, _: Any, order_id: str) -> list[Parcel]:
        rows = self._stand.rows("shipments")
        return [Parcel(row["_id"], row["siblings"]) for row in rows if row["order_id"] == order_id]

    def servable_now(self, _: Any) -> list[str]:
        return [
            row["_id"] for row in self._stand.rows("shipments") if row["status"] == "unassigned"
        ]

    def is_cancelled(self, _: Any, order_id: str) -> bool:
        return self._stand.store.get("cancellations", order_id) is not None


class Doors(events.Events):
    """The real doors over the stand."""

    def __init__(self, stand: Stand) -> None:
        self.stand, self.service = stand, self  # type: ignore[assignment]
        self.handle, self.database = stand.handle, None

    def then(self, message: Message) -> Any:
        further_step()
        return self.handle(message)

    def hear(self, event: Event, id: str) -> None:
        door, before = getattr(self, f"on_{event.wire_name().replace('.', '_')}"), current()
        try:
            begin(Cause(event_id=id))
            door(event)
        finally:
            begin(before)

    def statuses(self) -> list[str]:
        return [row["status"] for row in self.stand.rows("shipments")]


@pytest.fixture
def doors(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Doors:
    """A partner serves the buyer's PIN."""
    monkeypatch.setattr(events, "queries", Reads(stand))
    stand.take_on()
    stand.published.clear()
    return Doors(stand)


@pytest.fixture
def unserved(doors: Doors) -> Doors:
    """Nobody serves the buyer's PIN."""
    cover(doors, OTHER_PIN)
    return doors


def cover(doors: Doors, pin: str) -> None:
    doors.stand.handle(ChangeCoverage(partner_id="par_1", pins=[pin], days=3, cod=True))
    doors.stand.published.clear()


def changes_nothing(doors: Doors, event: Event, *ids: str) -> None:
    before, told = doors.stand.kept(), doors.stand.told()
    for id in ids:
        doors.hear(event, id)
    assert (doors.stand.kept(), doors.stand.told()) == (before, told)


def test_order_placed_twice_is_assigned_once(doors: Doors) -> None:
    doors.hear(placed(parcels=2), "evt_1")
    changes_nothing(doors, placed(parcels=2), "evt_1", "evt_other")
    assert (doors.statuses(), doors.stand.told()) == (["assigned"] * 2, ["delivery.assigned"] * 2)


def test_order_placed_late_after_the_cancellation_assigns_nobody(doors: Doors) -> None:
    doors.hear(cancelled(), "evt_2")
    doors.hear(placed(parcels=2), "evt_1")
    assert (doors.statuses(), doors.stand.told()) == (["cancelled"] * 2, [])


def test_order_placed_late_again_does_not_call_a_parcel_back(doors: Doors) -> None:
    doors.stand.send_out("in_transit")
    changes_nothing(doors, placed(), "evt_late")


def before_the_insert_of_a_parcel(doors: Doors, happens: Callable[[], None]) -> None:
    insert = doors.stand.store.insert

    def late_insert(write: Write) -> None:
        if write.collection == "shipments":
            doors.stand.store.insert = insert  # type: ignore[method-assign]
            happens()
        insert(write)

    doors.stand.store.insert = late_insert  # type: ignore[method-assign]


def test_order_placed_late_while_its_cancellation_looks_for_parcels_is_kept_back(
    doors: Doors,
) -> None:
    before_the_insert_of_a_parcel(doors, lambda: doors.hear(cancelled(), "evt_2"))
    doors.hear(placed(), "evt_1")
    assert (doors.statuses(), doors.stand.told()) == (["cancelled"], ["delivery.assigned"])


def test_order_placed_early_before_anybody_serves_the_pin_waits_for_them(unserved: Doors) -> None:
    unserved.hear(placed(), "evt_1")
    assert (unserved.statuses(), unserved.stand.told()) == (["unassigned"], [])
    cover(unserved, PIN)
    unserved.hear(COVERED, "evt_2")
    assert (unserved.statuses(), unserved.stand.told()) == (["assigned"], ["delivery.assigned"])


def test_order_confirmed_twice_makes_each_parcel_once(doors: Doors) -> None:
    doors.hear(placed(parcels=2), "evt_1")
    doors.stand.published.clear()
    doors.hear(confirmed(), "evt_2")
    changes_nothing(doors, confirmed(), "evt_2", "evt_other")
    assert (doors.statuses(), doors.stand.told()) == (["created"] * 2, ["shipment.created"] * 2)


def test_order_confirmed_late_after_the_cancellation_makes_nothing(doors: Doors) -> None:
    doors.hear(placed(), "evt_1")
    doors.hear(cancelled(), "evt_3")
    changes_nothing(doors, confirmed(), "evt_2")
    assert (doors.statuses(), doors.stand.told()) == (["cancelled"], ["delivery.assigned"])


@pytest.mark.parametrize("status", ["picked_up", "out_for_delivery", "undelivered"])
def test_order_confirmed_late_does_not_call_a_parcel_back(doors: Doors, status: str) -> None:
    doors.stand.send_out(status)
    changes_nothing(doors, confirmed(), "evt_late")


def test_order_confirmed_early_waits_until_every_parcel_is_known(doors: Doors) -> None:
    for known in (0, 1):
        if known:
            doors.hear(placed(parcels=2), "evt_1")
            del doors.stand.store._kept["shipments"][shipment_id(2)]
        before = doors.stand.kept()
        with pytest.raises(NotYet) as early:
            doors.hear(confirmed(), "evt_2")
        assert fate_of(early.value) is Fate.RETRY
        assert doors.stand.kept() == before
    doors.hear(placed(parcels=2), "evt_1")
    doors.hear(confirmed(), "evt_2")
    assert doors.statuses() == ["created", "created"]


def test_order_confirmed_early_before_a_partner_is_found_is_remembered(unserved: Doors) -> None:
    unserved.hear(placed(), "evt_1")
    unserved.hear(confirmed(), "evt_2")
    assert (unserved.statuses(), unserved.stand.told()) == (["unassigned"], [])
    cover(unserved, PIN)
    unserved.hear(COVERED, "evt_3")
    assert unserved.stand.told() == ["delivery.assigned", "shipment.created"]


def test_order_cancelled_twice_keeps_each_parcel_back_once(doors: Doors) -> None:
    doors.stand.send_out("created")
    doors.hear(cancelled(), "evt_3")
    changes_nothing(doors, cancelled(), "evt_3", "evt_other")
    assert (doors.statuses(), doors.stand.told()) == (["cancelled"], ["shipment.cancelled"])


@pytest.mark.parametrize("status", ["picked_up", "in_transit", "undelivered"])
def test_order_cancelled_late_lets_a_parcel_that_has_left_go_on(
    doors: Doors, status: str, caplog: pytest.LogCaptureFixture
) -> None:
    doors.stand.send_out(status)
    doors.hear(cancelled(), "evt_3")
    assert (doors.statuses(), doors.stand.told()) == ([status], [])
    warned = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warned == ["a parcel of a cancelled order has left already"]


def test_order_cancelled_early_is_remembered_for_the_order_and_its_confirmation(
    doors: Doors,
) -> None:
    doors.hear(cancelled(), "evt_3")
    changes_nothing(doors, cancelled(), "evt_3", "evt_other")
    doors.hear(placed(parcels=2), "evt_1")
    doors.hear(confirmed(), "evt_2")
    assert (doors.statuses(), doors.stand.told()) == (["cancelled"] * 2, [])
    assert [row["_id"] for row in doors.stand.rows("cancellations")] == [ORDER]


def test_coverage_changed_twice_assigns_once(unserved: Doors) -> None:
    unserved.hear(placed(), "evt_1")
    cover(unserved, PIN)
    unserved.hear(COVERED, "evt_2")
    changes_nothing(unserved, COVERED, "evt_2", "evt_other")
    assert unserved.stand.told() == ["delivery.assigned"]


def test_coverage_changed_late_asks_where_partners_deliver_now(unserved: Doors) -> None:
    unserved.hear(placed(), "evt_1")
    cover(unserved, PIN)
    cover(unserved, OTHER_PIN)
    changes_nothing(unserved, COVERED, "evt_2")
    assert unserved.statuses() == ["unassigned"]


def test_coverage_changed_late_leaves_a_parcel_of_a_cancelled_order(unserved: Doors) -> None:
    unserved.hear(placed(), "evt_1")
    unserved.hear(cancelled(), "evt_2")
    cover(unserved, PIN)
    changes_nothing(unserved, COVERED, "evt_3")
    assert unserved.statuses() == ["cancelled"]


def test_coverage_changed_early_before_any_parcel_waits_changes_nothing(doors: Doors) -> None:
    changes_nothing(doors, COVERED, "evt_1")
    doors.hear(placed(), "evt_2")
    assert doors.statuses() == ["assigned"]
