"""Who sees what of a parcel."""

import msgspec

from services.delivery.views import view
from tests.unit.delivery.stand import Stand, shipment_id


def seen(stand: Stand, *, address: bool) -> dict[str, object]:
    found = msgspec.json.decode(msgspec.json.encode(view(stand.shipment(), address=address)))
    assert isinstance(found, dict)
    return found


def test_its_partner_sees_where_it_goes_and_the_cash(stand: Stand) -> None:
    stand.send_out("picked_up", method="cod")

    assert seen(stand, address=True) == {
        "shipment_id": shipment_id(),
        "order_id": "ord_1",
        "consignment_id": "con_1",
        "status": "picked_up",
        "partner_id": "par_1",
        "promised_on": "2030-01-06",
        "cod_due": 50_000,
        "from": {"name": "कैलाश पेड़ा", "pin": "814133", "village": ""},
        "to": {
            "name": "Asha Devi",
            "phone": "+919876543210",
            "line1": "12 Tower Chowk",
            "landmark": "",
            "village": "",
            "district": "Deoghar",
            "state": "Jharkhand",
            "pin": "814112",
        },
        "weight_g": 1_100,
        "events": [
            {"status": "picked_up", "at": "2030-01-02T18:00:00Z", "place": "", "reason": ""}
        ],
    }


def test_a_seller_sees_neither_phone_nor_address(stand: Stand) -> None:
    stand.send_out("picked_up")
    found = seen(stand, address=False)

    assert (found["from"], found["to"]) == (None, None)
    assert found["status"] == "picked_up"
