"""A parcel on its way: legal steps, repeats, late ones, and the code at the door."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from chassis.errors import Refusal
from contracts.delivery import (
    DeliveryCodeIssued,
    ShipmentDelivered,
    ShipmentInTransit,
    ShipmentOutForDelivery,
    ShipmentPickedUp,
    ShipmentReturned,
    ShipmentUndelivered,
)
from services.delivery.commands import IssueCode
from tests.unit.delivery.stand import NOW, ORDER, Stand, cancelled, shipment_id

PARCEL = {
    "shipment_id": shipment_id(),
    "order_id": ORDER,
    "consignment_id": "con_1",
    "partner_id": "par_1",
    "buyer_id": "per_buyer",
}


def code_event(code: str) -> DeliveryCodeIssued:
    return DeliveryCodeIssued(
        shipment_id=shipment_id(), order_id=ORDER, buyer_id="per_buyer", code=code
    )


def refused(stand: Stand, status: str, **more: Any) -> Refusal:
    """The refusal of a report, which has changed nothing."""
    before = stand.kept()
    with pytest.raises(Refusal) as found:
        stand.report(status, **more)
    assert stand.kept() == before
    assert stand.published == []
    return found.value


@pytest.mark.parametrize(
    ("before", "step", "told"),
    [
        ("created", "picked_up", [ShipmentPickedUp(**PARCEL)]),
        ("picked_up", "in_transit", [ShipmentInTransit(**PARCEL)]),
        (
            "in_transit",
            "out_for_delivery",
            [ShipmentOutForDelivery(**PARCEL), code_event("1111")],
        ),
        ("in_transit", "undelivered", [ShipmentUndelivered(**PARCEL, reason="NOT_AVAILABLE")]),
        (
            "out_for_delivery",
            "undelivered",
            [ShipmentUndelivered(**PARCEL, reason="NOT_AVAILABLE")],
        ),
        ("undelivered", "in_transit", [ShipmentInTransit(**PARCEL)]),
        (
            "undelivered",
            "out_for_delivery",
            [ShipmentOutForDelivery(**PARCEL), code_event("2222")],
        ),
        ("undelivered", "returned", [ShipmentReturned(**PARCEL)]),
    ],
)
def test_a_legal_step_moves_the_parcel_and_is_told(
    stand: Stand, before: str, step: str, told: list[Any]
) -> None:
    stand.send_out(before)

    assert stand.report(step) == "taken"
    assert stand.shipment().status == step
    assert stand.published == told


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ("created", "in_transit"),
        ("created", "delivered"),
        ("created", "returned"),
        ("picked_up", "out_for_delivery"),
        ("picked_up", "undelivered"),
        ("in_transit", "delivered"),
        ("out_for_delivery", "returned"),
    ],
)
def test_a_step_cannot_be_skipped(stand: Stand, before: str, step: str) -> None:
    stand.send_out(before)
    refusal = refused(stand, step, code="1111")

    assert (refusal.code, refusal.status, refusal.field) == ("illegal_move", 409, "status")


@pytest.mark.parametrize("minute", [30, 45])
def test_the_same_step_again_is_one_step(stand: Stand, minute: int) -> None:
    stand.send_out("created")
    stand.report("picked_up", minute=30)
    before = stand.kept()

    assert stand.report("picked_up", minute=minute) == "taken"
    assert stand.kept() == before
    assert stand.told() == ["shipment.picked_up"]


def test_a_step_that_comes_late_is_kept_and_moves_nothing(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    for _ in range(2):
        assert stand.report("in_transit", minute=-5, place="Jasidih") == "taken"

    assert stand.shipment().status == "out_for_delivery"
    assert [(s.status, s.place) for s in stand.shipment().steps] == [
        ("picked_up", ""),
        ("in_transit", ""),
        ("out_for_delivery", ""),
        ("in_transit", "Jasidih"),
    ]
    assert stand.published == []


def test_a_failed_attempt_told_after_the_delivery_is_kept(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    stand.report("delivered", code="1111")
    stand.published.clear()
    stand.report("undelivered", minute=5)

    assert stand.shipment().status == "delivered"
    assert stand.published == []


def test_a_cancelled_parcel_cannot_be_picked_up(stand: Stand) -> None:
    stand.send_out("created")
    stand.hear(cancelled(), "evt_3")
    stand.published.clear()

    assert refused(stand, "picked_up").code == "illegal_move"


def test_a_returned_parcel_cannot_be_delivered(stand: Stand) -> None:
    stand.send_out("undelivered")
    stand.report("returned")
    stand.published.clear()

    assert refused(stand, "delivered", code="1111", minute=40).code == "illegal_move"


def test_the_buyers_code_proves_the_delivery(stand: Stand) -> None:
    stand.send_out("out_for_delivery")

    assert stand.report("delivered", code="1111") == "taken"
    assert stand.published == [ShipmentDelivered(**PARCEL, cod_collected=0)]


def test_cash_is_collected_with_the_delivery(stand: Stand) -> None:
    stand.send_out("out_for_delivery", method="cod")
    stand.report("delivered", code="1111")

    assert stand.published == [ShipmentDelivered(**PARCEL, cod_collected=50_000)]
    assert stand.shipment().cod_collected == 50_000


def test_a_delivery_told_twice_is_told_on_once_whatever_the_code(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    stand.report("delivered", code="1111")
    assert stand.report("delivered", code="9999", minute=59) == "taken"

    assert stand.told() == ["shipment.delivered"]


def test_a_wrong_code_is_remembered_and_moves_nothing(stand: Stand) -> None:
    stand.send_out("out_for_delivery")

    assert stand.report("delivered", code="9999") == "wrong_code"
    assert stand.shipment().status == "out_for_delivery"
    assert len(stand.shipment().wrong_codes) == 1
    assert stand.published == []


def test_the_same_wrong_code_counts_once(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    for minute in range(30, 40):
        assert stand.report("delivered", code="9999", minute=minute) == "wrong_code"

    assert stand.report("delivered", code="1111") == "taken"


def test_after_five_wrong_codes_even_the_right_one_is_refused(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    for wrong in range(5):
        assert stand.report("delivered", code=f"000{wrong}") == "wrong_code"
    refusal = refused(stand, "delivered", code="1111")

    assert (refusal.code, refusal.status, refusal.field) == (
        "delivery_code_tries_used_up",
        429,
        "code",
    )


def test_a_new_attempt_has_a_new_code_but_no_new_tries(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    for wrong in range(4):
        stand.report("delivered", code=f"000{wrong}")
    stand.report("undelivered", minute=31)
    stand.report("out_for_delivery", minute=32)

    assert stand.codes() == ["2222"]
    assert stand.report("delivered", code="1111", minute=33) == "wrong_code"
    stand.published.clear()
    assert refused(stand, "delivered", code="2222", minute=34).code == "delivery_code_tries_used_up"


def test_staff_issue_a_new_code_and_with_it_new_tries(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    for wrong in range(5):
        stand.report("delivered", code=f"000{wrong}")
    stand.handle(IssueCode(shipment_id=shipment_id()))

    assert stand.published == [code_event("2222")]
    assert stand.report("delivered", code="1111") == "wrong_code"
    assert stand.report("delivered", code="2222") == "taken"


@pytest.mark.parametrize("status", ["created", "in_transit"])
def test_a_code_is_issued_only_for_the_door(stand: Stand, status: str) -> None:
    stand.send_out(status)
    before = stand.kept()
    with pytest.raises(Refusal) as found:
        stand.handle(IssueCode(shipment_id=shipment_id()))

    assert (found.value.code, found.value.status) == ("no_code_now", 409)
    assert (stand.kept(), stand.published) == (before, [])


def test_a_delivery_without_a_code_is_refused(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    refusal = refused(stand, "delivered")

    assert (refusal.code, refusal.status, refusal.field) == ("code_missing", 422, "code")


def test_no_code_opens_what_never_went_to_the_door(stand: Stand) -> None:
    stand.send_out("in_transit")
    stand.report("undelivered")
    stand.published.clear()

    assert stand.report("delivered", code="1111", minute=31) == "wrong_code"
    assert stand.published == []


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason_missing"), ("FAKE_ATTEMPT", "reason_not_known")]
)
def test_a_failed_attempt_needs_a_known_reason(stand: Stand, reason: str, code: str) -> None:
    stand.send_out("out_for_delivery")
    refusal = refused(stand, "undelivered", reason=reason)

    assert (refusal.code, refusal.status, refusal.field) == (code, 422, "reason")
    assert refusal.allowed.startswith("NOT_AVAILABLE, PHONE_UNREACHABLE")


@pytest.mark.parametrize(
    "at",
    [
        NOW + timedelta(hours=1, seconds=1),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-14))),
    ],
)
def test_a_time_that_cannot_be_is_refused(stand: Stand, at: datetime) -> None:
    stand.send_out("created")
    refusal = refused(stand, "picked_up", at=at)

    assert (refusal.code, refusal.status, refusal.field) == ("time_not_valid", 422, "at")


@pytest.mark.parametrize(
    "stranger",
    [{"machine_id": "mch_par_2"}, {"machine_id": "mch_none"}, {"shipment_id": "shp_none"}],
)
def test_a_foreign_parcel_and_none_are_refused_alike(
    stand: Stand, stranger: dict[str, str]
) -> None:
    stand.take_on("par_2", days=9)
    stand.send_out("created")
    refusal = refused(stand, "picked_up", **stranger)

    assert (refusal.code, refusal.status, refusal.field) == (
        "shipment_not_found",
        404,
        "shipment_id",
    )
