"""The sample partner's road, from wherever the parcel stands to the door."""

from datetime import UTC, date, datetime

import pytest

from partners.kit import Api, Refused, ShipmentCancelled, ShipmentCreated
from partners.kit.practice import PretendHaat
from partners.sample.__main__ import deliver
from partners.sample.doorstep import Doorstep
from partners.sample.settings import DoorstepSettings

IDS = {"order_id": "ord_1", "consignment_id": "con_1", "partner_id": "par_1"}
ENVELOPE = {"event_id": "evt_1", "happened_at": datetime(2030, 1, 2, tzinfo=UTC), "sequence": 1}
CREATED = ShipmentCreated(
    **ENVELOPE,
    **IDS,
    shipment_id="shp_1",
    from_pin="814133",
    to_pin="814112",
    weight_g=900,
    cod_due=0,
    promised_on=date(2030, 1, 5),
)


@pytest.fixture
def doorstep(haat: PretendHaat) -> Doorstep:
    return Doorstep(DoorstepSettings(haat.url, 0.5), pause=lambda _: None)


def reports(haat: PretendHaat) -> list[tuple[str, str | None]]:
    posts = [told["body"] for _, path, told in haat.requests if path.endswith("/events")]
    return [(told["status"], told.get("code") or told.get("reason")) for told in posts]


def sms(text: str, at: str = "2100-01-01T00:00:00Z") -> dict[str, str]:
    return {"id": "1", "to": "+919876543210", "text": text, "at": at}


@pytest.mark.parametrize(
    ("status", "reported"),
    [
        ("created", ["picked_up", "in_transit", "out_for_delivery", "delivered"]),
        ("picked_up", ["in_transit", "out_for_delivery", "delivered"]),
        ("in_transit", ["out_for_delivery", "delivered"]),
        ("delivered", []),
        ("undelivered", []),
        ("cancelled", []),
    ],
)
def test_the_parcel_goes_on_from_where_it_stands(
    haat: PretendHaat, api: Api, doorstep: Doorstep, status: str, reported: list[str]
) -> None:
    haat.add("shp_1", status=status)
    deliver(CREATED, api, doorstep=doorstep)

    assert [name for name, _ in reports(haat)] == reported
    assert haat.shipments["shp_1"]["status"] == (reported or [status])[-1]


def test_at_the_door_already_only_the_code_is_missing(
    haat: PretendHaat, api: Api, doorstep: Doorstep
) -> None:
    haat.add("shp_1", status="out_for_delivery")
    haat.sms.append(sms("Your code is 4821."))
    deliver(CREATED, api, doorstep=doorstep)

    assert reports(haat) == [("delivered", "4821")]


def test_without_a_code_the_parcel_is_undelivered(
    haat: PretendHaat, api: Api, doorstep: Doorstep
) -> None:
    haat.add("shp_1", code="")
    deliver(CREATED, api, doorstep=doorstep)

    assert reports(haat)[-1] == ("undelivered", "NOT_AVAILABLE")
    assert len(reports(haat)) == 4


def test_with_wrong_codes_only_the_parcel_is_undelivered(
    haat: PretendHaat, api: Api, doorstep: Doorstep
) -> None:
    haat.add("shp_1", status="out_for_delivery")
    haat.sms.extend(sms(f"Code 111{digit}") for digit in range(9))
    deliver(CREATED, api, doorstep=doorstep)

    assert reports(haat) == [
        ("delivered", "1118"),
        ("delivered", "1117"),
        ("delivered", "1116"),
        ("delivered", "1115"),
        ("delivered", "1114"),
        ("undelivered", "NOT_AVAILABLE"),
    ]


def test_a_message_that_names_the_parcel_goes_before_newer_ones(
    haat: PretendHaat, api: Api, doorstep: Doorstep
) -> None:
    haat.add("shp_1", status="out_for_delivery")
    haat.sms.extend([sms("shp_1: 4821, ₹1499 to pay"), sms("shp_2: 3333")])
    deliver(CREATED, api, doorstep=doorstep)

    assert reports(haat) == [("delivered", "4821")]


@pytest.mark.parametrize("name", ["shp_2", "ord_9f", "#a1b2c3"])
def test_a_code_for_another_parcel_is_not_tried(
    haat: PretendHaat, api: Api, doorstep: Doorstep, name: str
) -> None:
    haat.add("shp_1", status="out_for_delivery")
    haat.sms.append(sms(f"Code of {name}: 3333"))
    deliver(CREATED, api, doorstep=doorstep)

    assert reports(haat) == [("undelivered", "NOT_AVAILABLE")]


def test_codes_from_before_the_parcel_came_are_not_tried(
    haat: PretendHaat, api: Api, doorstep: Doorstep
) -> None:
    haat.add("shp_1")
    haat.sms.append(sms("Haat login code 987654", "2020-01-01T00:00:00Z"))
    deliver(CREATED, api, doorstep=doorstep)

    assert reports(haat)[-1] == ("delivered", "4821")
    assert ("delivered", "987654") not in reports(haat)


def test_a_refusal_over_anything_but_the_code_is_raised(
    haat: PretendHaat, api: Api, doorstep: Doorstep
) -> None:
    haat.add("shp_1", partner_id="par_1")
    api.shipment("shp_1")
    haat.faults.extend(
        [
            (200, {}, haat.shipments["shp_1"]),
            (409, {}, {"code": "illegal_move", "errors": [{"pointer": "/status", "detail": "d"}]}),
        ]
    )

    with pytest.raises(Refused, match="illegal_move"):
        deliver(CREATED, api, doorstep=doorstep)


def test_other_events_ask_nothing_of_haat(haat: PretendHaat, api: Api, doorstep: Doorstep) -> None:
    deliver(ShipmentCancelled(**ENVELOPE, **IDS, shipment_id="shp_1"), api, doorstep=doorstep)

    assert haat.requests == []
