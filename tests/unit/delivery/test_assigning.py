"""What the news of an order does to its parcels: once, twice, late and early."""

from datetime import date

import pytest

from chassis.errors import Fate, NotYet, fate_of
from contracts.delivery import DeliveryAssigned, ShipmentCancelled, ShipmentCreated
from contracts.message import encode
from services.delivery.commands import ChangeCoverage, RetryAssignment
from tests.unit.delivery.stand import (
    ADDRESS,
    ORDER,
    OTHER_PIN,
    PIN,
    Stand,
    cancelled,
    confirmed,
    placed,
    shipment_id,
)

IN_THREE_DAYS = date(2030, 1, 6)
ASSIGNED = DeliveryAssigned(
    shipment_id=shipment_id(),
    order_id=ORDER,
    consignment_id="con_1",
    partner_id="par_1",
    promised_on=IN_THREE_DAYS,
)


def created(cod_due: int = 0) -> ShipmentCreated:
    return ShipmentCreated(
        shipment_id=shipment_id(),
        order_id=ORDER,
        consignment_id="con_1",
        partner_id="par_1",
        buyer_id="per_buyer",
        from_pin="814133",
        to_pin=PIN,
        weight_g=1_100,
        cod_due=cod_due,
        promised_on=IN_THREE_DAYS,
    )


@pytest.fixture
def served(stand: Stand) -> Stand:
    stand.take_on()
    stand.published.clear()
    return stand


def test_a_placed_order_has_a_partner_and_a_day(served: Stand) -> None:
    served.hear(placed(), "evt_1")

    assert served.published == [ASSIGNED]
    assert served.shipment().status == "assigned"
    assert served.shipment().to == ADDRESS


@pytest.mark.parametrize("second", ["evt_1", "evt_2"])
def test_an_order_placed_twice_is_assigned_once(served: Stand, second: str) -> None:
    served.hear(placed(), "evt_1")
    served.hear(placed(), second)

    assert served.published == [ASSIGNED]


def test_every_consignment_has_a_parcel_of_its_own(served: Stand) -> None:
    served.hear(placed(parcels=3), "evt_1")

    assert [row["_id"] for row in served.rows("shipments")] == [shipment_id(n) for n in (1, 2, 3)]
    assert served.told() == ["delivery.assigned"] * 3


def test_a_confirmed_order_makes_its_parcel(served: Stand) -> None:
    served.hear(placed(), "evt_1")
    served.hear(confirmed(), "evt_2")

    assert served.published == [ASSIGNED, created()]
    assert served.shipment().status == "created"


def test_cash_due_is_what_the_consignment_costs(served: Stand) -> None:
    served.hear(placed(method="cod"), "evt_1")
    served.hear(confirmed(), "evt_2")

    assert served.published[1] == created(cod_due=50_000)


@pytest.mark.parametrize("second", ["evt_2", "evt_3"])
def test_an_order_confirmed_twice_makes_its_parcel_once(served: Stand, second: str) -> None:
    served.hear(placed(), "evt_1")
    served.hear(confirmed(), "evt_2")
    served.hear(confirmed(), second)

    assert served.published == [ASSIGNED, created()]


def test_a_confirmation_before_its_order_is_tried_again_later(served: Stand) -> None:
    with pytest.raises(NotYet) as early:
        served.hear(confirmed(), "evt_2")

    assert fate_of(early.value) is Fate.RETRY
    served.hear(placed(), "evt_1")
    served.hear(confirmed(), "evt_2")
    assert served.published == [ASSIGNED, created()]


def test_a_confirmation_waits_until_every_parcel_is_known(served: Stand) -> None:
    served.hear(placed(parcels=2), "evt_1")
    del served.store._kept["shipments"][shipment_id(2)]
    before = served.kept()

    with pytest.raises(NotYet):
        served.hear(confirmed(), "evt_2")
    assert served.kept() == before


def test_a_late_confirmation_does_not_call_a_parcel_back(stand: Stand) -> None:
    stand.send_out("in_transit")
    stand.hear(confirmed(), "evt_late")

    assert stand.shipment().status == "in_transit"
    assert stand.published == []


def test_what_nobody_carries_waits_and_is_lost_by_none(served: Stand) -> None:
    served.hear(placed(pin=OTHER_PIN), "evt_1")
    served.hear(confirmed(), "evt_2")

    assert served.shipment().status == "unassigned"
    assert served.published == []


def test_a_partner_without_cash_does_not_get_a_cash_parcel(stand: Stand) -> None:
    stand.take_on(cod=False)
    stand.published.clear()
    stand.hear(placed(method="cod"), "evt_1")

    assert stand.shipment().status == "unassigned"


def test_a_partner_whose_queue_does_not_stand_yet_gets_no_parcel(stand: Stand) -> None:
    stand.register("par_1")
    stand.hear(placed(), "evt_1")

    assert stand.shipment().status == "unassigned"


def test_wider_coverage_finds_its_partner_and_a_paid_one_is_created_at_once(
    stand: Stand,
) -> None:
    stand.take_on(pins=[OTHER_PIN])
    stand.hear(placed(), "evt_1")
    stand.hear(confirmed(), "evt_2")
    stand.handle(ChangeCoverage(partner_id="par_1", pins=[PIN], days=3, cod=True))
    coverage = stand.published[-1]
    stand.published.clear()
    for _ in range(2):
        stand.hear(coverage, "evt_3")

    assert stand.published == [ASSIGNED, created()]


def test_trying_again_without_a_partner_writes_nothing(served: Stand) -> None:
    served.hear(placed(pin=OTHER_PIN), "evt_1")
    before = served.kept()
    served.handle(RetryAssignment(shipment_id=shipment_id()))

    assert served.kept() == before


def test_trying_again_leaves_an_assigned_parcel_alone(served: Stand) -> None:
    served.hear(placed(), "evt_1")
    before = served.kept()
    served.handle(RetryAssignment(shipment_id=shipment_id()))

    assert served.kept() == before


def test_an_assigned_parcel_of_a_cancelled_order_ends_in_silence(served: Stand) -> None:
    served.hear(placed(), "evt_1")
    for _ in range(2):
        served.hear(cancelled(), "evt_2")

    assert served.shipment().status == "cancelled"
    assert served.published == [ASSIGNED]


def test_the_partner_is_told_of_a_cancelled_parcel_that_it_knew(stand: Stand) -> None:
    stand.send_out("created")
    for event_id in ("evt_3", "evt_3", "evt_4"):
        stand.hear(cancelled(), event_id)

    assert stand.published == [
        ShipmentCancelled(
            shipment_id=shipment_id(),
            order_id=ORDER,
            consignment_id="con_1",
            partner_id="par_1",
            buyer_id="per_buyer",
        )
    ]


def test_a_parcel_that_has_left_goes_on(stand: Stand) -> None:
    stand.send_out("picked_up")
    stand.hear(cancelled(), "evt_3")

    assert stand.shipment().status == "picked_up"
    assert stand.published == []


def test_an_order_that_was_cancelled_before_it_was_heard_of_is_never_assigned(
    served: Stand,
) -> None:
    served.hear(cancelled(), "evt_3")
    served.hear(placed(parcels=2), "evt_1")
    served.hear(confirmed(), "evt_2")

    assert [served.shipment(n).status for n in (1, 2)] == ["cancelled", "cancelled"]
    assert served.published == []


def test_a_parcel_assigned_while_its_order_was_being_cancelled_is_not_created(
    served: Stand,
) -> None:
    served.hear(placed(), "evt_1")
    remember = served._split(cancelled())[0]
    served.handle(remember)
    served.hear(confirmed(), "evt_2")

    assert served.shipment().status == "cancelled"
    assert served.published == [ASSIGNED]


def test_a_waiting_parcel_of_a_cancelled_order_is_not_assigned_later(served: Stand) -> None:
    served.hear(placed(pin=OTHER_PIN), "evt_1")
    served.handle(served._split(cancelled())[0])
    served.handle(RetryAssignment(shipment_id=shipment_id()))

    assert served.shipment().status == "cancelled"
    assert served.published == []


def test_no_event_holds_the_address(stand: Stand) -> None:
    stand.take_on()
    stand.hear(placed(), "evt_1")
    stand.hear(confirmed(), "evt_2")
    for minute, step in enumerate(("picked_up", "in_transit", "out_for_delivery", "undelivered")):
        stand.report(step, minute=minute)

    told = b"".join(encode(event) for event in stand.published).decode()
    assert [word for word in (ADDRESS.name, ADDRESS.phone, ADDRESS.line1) if word in told] == []
    assert len(stand.published) == 8
