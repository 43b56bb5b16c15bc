"""What the tap makes of a message, and how it counts what comes twice."""

import pytest

from contracts.envelope import PREFIX
from tests.chaos.tap import Heard, Record, heard

HEADERS = {PREFIX + "id": "evt_1", PREFIX + "type": "shipment.created"}
HEADERS |= {PREFIX + "subject": "shp_1", PREFIX + "sequence": 2}
EVENT = Heard("evt_1", "shipment.created", "shp_1", 2, "ord_1", "con_1")


def test_an_event_is_kept_by_what_it_is_about():
    body = b'{"order_id": "ord_1", "consignment_id": "con_1", "partner_id": "par_1"}'
    assert heard(HEADERS, body) == EVENT


def test_an_event_of_no_order_has_none():
    assert heard(HEADERS, b"{}") == EVENT._replace(order_id="", consignment_id="")


def test_a_message_that_is_no_event_is_not_taken_for_one():
    with pytest.raises(KeyError):
        heard({}, b"{}")


def test_what_was_published_twice_is_kept_once_and_counted():
    record = Record()
    for _ in range(3):
        record.add(EVENT)
    assert record.events == {"evt_1": EVENT}
    assert record.duplicates == {"shipment.created": 2}


def test_what_only_came_to_the_tap_again_was_not_published_twice():
    record = Record()
    record.add(EVENT)
    record.add(EVENT, redelivered=True)
    assert record.duplicates == {}
