"""News of parcels, as delivery tells them."""

from datetime import date
from typing import Any

from contracts.delivery import (
    ShipmentCreated,
    ShipmentDelivered,
    ShipmentEvent,
    ShipmentUndelivered,
)

_MORE: dict[type[ShipmentEvent], dict[str, Any]] = {
    ShipmentCreated: {
        "from_pin": "814120",
        "to_pin": "834009",
        "weight_g": 1560,
        "cod_due": 0,
        "promised_on": date(2025, 10, 18),
    },
    ShipmentDelivered: {"cod_collected": 0},
    ShipmentUndelivered: {"reason": "PHONE_UNREACHABLE"},
}


def parcel(kind: type[ShipmentEvent], consignment_id: str) -> ShipmentEvent:
    """What happened to the parcel of this consignment."""
    return kind(
        shipment_id=f"shp_{consignment_id}",
        order_id="ord_1",
        consignment_id=consignment_id,
        partner_id="par_1",
        buyer_id="per_buyer",
        **_MORE.get(kind, {}),
    )
