"""Events to the wire and back, and everything that is refused on the way."""

from datetime import UTC, datetime

import msgspec
import pytest

from contracts.delivery import ShipmentInTransit
from contracts.envelope import PREFIX, Envelope, Undecodable, decode
from contracts.message import encode
from contracts.orders import OrderCancelled, OrderExpired

EVENT = OrderExpired(order_id="ord_1", buyer_id="per_1")
ENVELOPE = Envelope(
    id="evt_1",
    source="/services/orders",
    type="order.expired",
    time=datetime(2025, 10, 14, 6, 0, 5, 120_000, tzinfo=UTC),
    subject="ord_1",
    sequence=2,
    correlationid="tick_1",
    causationid="evt_0",
    traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
)
REQUIRED = ("id", "source", "type", "time", "subject", "sequence")


def headers(**other: object) -> dict[str, object]:
    return ENVELOPE.headers(EVENT) | {PREFIX + k: v for k, v in other.items()}


def test_the_attributes_are_those_of_the_binary_binding():
    assert ENVELOPE.headers(EVENT) == {
        "cloudEvents:specversion": "1.0",
        "cloudEvents:id": "evt_1",
        "cloudEvents:source": "/services/orders",
        "cloudEvents:type": "order.expired",
        "cloudEvents:time": "2025-10-14T06:00:05.120000Z",
        "cloudEvents:subject": "ord_1",
        "cloudEvents:dataschema": "https://haat.example/schemas/order.expired/1",
        "cloudEvents:sequence": 2,
        "cloudEvents:correlationid": "tick_1",
        "cloudEvents:causationid": "evt_0",
        "cloudEvents:traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    }


def test_what_is_not_known_of_the_cause_is_left_out():
    bare = msgspec.structs.replace(ENVELOPE, correlationid="", causationid="", traceparent="")
    assert set(bare.headers(EVENT)) == {
        PREFIX + name for name in (*REQUIRED, "specversion", "dataschema")
    }


def test_an_event_comes_back_as_it_left():
    assert decode(ENVELOPE.headers(EVENT), encode(EVENT)) == (EVENT, ENVELOPE)


def test_a_parcels_event_carries_its_partner_as_a_header():
    event = ShipmentInTransit(
        shipment_id="shp_1",
        order_id="ord_1",
        consignment_id="con_1",
        partner_id="par_1",
        buyer_id="per_1",
    )
    envelope = msgspec.structs.replace(ENVELOPE, type="shipment.in_transit", subject="shp_1")
    assert envelope.headers(event)["partner"] == "par_1"
    assert decode(envelope.headers(event), encode(event)) == (event, envelope)


def test_unknown_fields_and_headers_are_ignored():
    body = b'{"order_id":"ord_1","buyer_id":"per_1","mood":"good","more":{"x":[1]}}'
    assert decode(headers(newattribute="x") | {"other": 1}, body) == (EVENT, ENVELOPE)


def test_an_unknown_type_is_undecodable():
    with pytest.raises(Undecodable, match=r"^unknown event type 'order\.forgotten'$"):
        decode(headers(type="order.forgotten"), encode(EVENT))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_attribute_is_undecodable(name: str):
    given = headers()
    del given[PREFIX + name]
    with pytest.raises(Undecodable, match=f"missing required field `{name}`"):
        decode(given, encode(EVENT))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sequence", "2"),
        ("id", 7),
        ("time", "yesterday"),
        ("time", "2025-10-14T06:00:05"),  # of no zone: its age could not be told
        ("time", datetime(2025, 10, 14, 6, 0, 5)),
        ("subject", None),
        ("type", ["x"]),
    ],
)
def test_an_attribute_of_another_type_is_undecodable(name: str, value: object):
    with pytest.raises(Undecodable, match=rf"`\$\.{name}`"):
        decode(headers(**{name: value}), encode(EVENT))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"order_id":"ord_1"}', id="a field is missing"),
        pytest.param(b'{"order_id":1,"buyer_id":"per_1"}', id="a number for a text"),
        pytest.param(b'{"order_id":null,"buyer_id":"per_1"}', id="null for a text"),
        pytest.param(b"[]", id="not an object"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"order", id="not JSON"),
        pytest.param(b'{"order_id":"ord_1","buyer_id":"per_1"', id="cut off"),
        pytest.param(b'{"order_id":"\xff","buyer_id":"per_1"}', id="not UTF-8 in a text"),
        pytest.param(b'"\xff"', id="not UTF-8"),
        pytest.param(b'{"x":' + b"[" * 100_000, id="nested without end"),
    ],
)
def test_a_body_that_breaks_the_contract_is_undecodable(body: bytes):
    with pytest.raises(Undecodable, match=r"^order\.expired: "):
        decode(headers(), body)


def test_a_number_is_not_read_from_a_text():
    given = headers(type="cod.collected")
    body = b'{"payment_id":"pay_1","order_id":"o","consignment_id":"c","amount":"78000"}'
    with pytest.raises(Undecodable, match=r"Expected `int`, got `str` - at `\$\.amount`"):
        decode(given, body)


def test_a_word_outside_the_published_ones_is_undecodable():
    cancelled = OrderCancelled(
        order_id="o", buyer_id="b", seller_person_ids=[], product_ids=[], reason="buyer"
    )
    body = encode(cancelled).replace(b'"reason":"buyer"', b'"reason":"weather"')
    with pytest.raises(Undecodable, match=r"at `\$\.reason`"):
        decode(headers(type="order.cancelled"), body)


@pytest.mark.parametrize(
    "body",
    [
        b'{"person_id":"per_1","phone":["+919431100027"],"language":"hi"}',
        b'{"person_id":"per_1","phone":"+919431100027","language":7,"name":"Anjali"}',
        b'{"person_id":"per_1","phone":"+919431100027","name":"Anjali"}',
        b'{"person_id":"per_1","phone":"+919431100027","name":"Anjali\xff","language":"hi"}',
        b'{"phone":"+919431100027","name":"Anjali"',
    ],
)
def test_the_text_of_a_refusal_holds_nothing_personal(body: bytes):
    given = headers(type="account.registered")
    with pytest.raises(Undecodable) as refused:
        decode(given, body)
    assert "9431100027" not in str(refused.value)
    assert "Anjali" not in str(refused.value)
