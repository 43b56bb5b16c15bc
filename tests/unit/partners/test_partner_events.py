"""Events as they are read from the wire."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

import partners.kit as kit
from contracts import delivery as contracts
from contracts.envelope import Envelope
from contracts.message import encode
from partners.kit.events import EVENTS, decode

HEADERS = {
    "cloudEvents:specversion": "1.0",
    "cloudEvents:id": "evt_1",
    "cloudEvents:source": "/services/delivery",
    "cloudEvents:type": "shipment.created",
    "cloudEvents:time": "2030-01-02T10:00:00Z",
    "cloudEvents:subject": "shp_1",
    "cloudEvents:sequence": 1,
    "partner": "par_1",
}
IDS = {
    "shipment_id": "shp_1",
    "order_id": "ord_1",
    "consignment_id": "con_1",
    "partner_id": "par_1",
}
CREATED = IDS | {
    "from_pin": "814133",
    "to_pin": "814112",
    "weight_g": 900,
    "cod_due": 49900,
    "promised_on": "2030-01-05",
}


def body(data: object) -> bytes:
    return json.dumps(data).encode()


def test_header_and_body_become_one_typed_event() -> None:
    assert decode(HEADERS, body(CREATED)) == kit.ShipmentCreated(
        event_id="evt_1",
        happened_at=datetime(2030, 1, 2, 10, tzinfo=UTC),
        sequence=1,
        shipment_id="shp_1",
        order_id="ord_1",
        consignment_id="con_1",
        partner_id="par_1",
        from_pin="814133",
        to_pin="814112",
        weight_g=900,
        cod_due=49900,
        promised_on=date(2030, 1, 5),
    )


def test_unknown_fields_and_headers_are_ignored() -> None:
    headers = HEADERS | {"cloudEvents:new": "x", "x-other": 1}

    assert decode(headers, body(CREATED | {"new": [1]})) == decode(HEADERS, body(CREATED))


def test_the_envelope_wins_over_data_of_the_same_name() -> None:
    event = decode(HEADERS, body(CREATED | {"event_id": "forged", "sequence": 9}))

    assert event is not None
    assert (event.event_id, event.sequence) == ("evt_1", 1)


def test_a_type_unknown_to_this_version_is_no_event() -> None:
    assert decode(HEADERS | {"cloudEvents:type": "shipment.weighed"}, b"\xff") is None


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({}, body(CREATED)),
        (HEADERS | {"cloudEvents:type": 7}, body(CREATED)),
        (HEADERS | {"cloudEvents:id": None}, body(CREATED)),
        (HEADERS | {"cloudEvents:time": "yesterday"}, body(CREATED)),
        (HEADERS, b""),
        (HEADERS, b"\xff\xfe"),
        (HEADERS, b'{"shipment_id": "\xff"}'),
        (HEADERS, body([CREATED])),
        (HEADERS, b"[" * 100_000),
        (HEADERS, body(IDS)),
        (HEADERS, body(CREATED | {"cod_due": "49900"})),
        (HEADERS, body(CREATED | {"promised_on": "soon"})),
    ],
)
def test_what_breaks_the_contract_is_undecodable(headers: dict[str, Any], content: bytes) -> None:
    with pytest.raises(kit.Undecodable):
        decode(headers, content)


PARCEL = IDS | {"buyer_id": "per_1"}
PUBLISHED = [
    contracts.ShipmentCreated(
        **PARCEL,
        from_pin="814133",
        to_pin="814112",
        weight_g=900,
        cod_due=0,
        promised_on=date(2030, 1, 5),
    ),
    contracts.ShipmentPickedUp(**PARCEL),
    contracts.ShipmentInTransit(**PARCEL),
    contracts.ShipmentOutForDelivery(**PARCEL),
    contracts.ShipmentDelivered(**PARCEL, cod_collected=49900),
    contracts.ShipmentUndelivered(**PARCEL, reason="REFUSED"),
    contracts.ShipmentReturned(**PARCEL),
    contracts.ShipmentCancelled(**PARCEL),
]


def test_the_kit_knows_every_event_that_haat_sends_to_partners() -> None:
    assert set(EVENTS) == {event.wire_name() for event in PUBLISHED}


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda event: event.wire_name())
def test_what_haat_publishes_the_kit_reads(published: contracts.ShipmentEvent) -> None:
    envelope = Envelope(
        id="evt_1",
        source="/services/delivery",
        type=published.wire_name(),
        time=datetime(2030, 1, 2, 10, tzinfo=UTC),
        subject="shp_1",
        sequence=4,
    )
    event = decode(envelope.headers(published), encode(published))

    assert type(event).__name__ == type(published).__name__
    assert event is not None
    assert {name: getattr(event, name) for name in IDS} == IDS
