"""News of an order, taken apart into one command for each of its parcels."""

from collections.abc import Sequence
from typing import NamedTuple

from chassis.errors import NotYet
from chassis.ids import derived_id
from contracts.orders import OrderPlaced
from services.delivery.commands import AssignDelivery, CreateShipment


class Parcel(NamedTuple):
    """One parcel of an order, and how many the order has in all."""

    shipment_id: str
    siblings: int


def assignments(event: OrderPlaced) -> list[AssignDelivery]:
    """One for each consignment; a parcel's id follows from its consignment's."""
    return [
        AssignDelivery(
            shipment_id=derived_id("shp", consignment.consignment_id),
            order_id=event.order_id,
            buyer_id=event.buyer_id,
            consignment=consignment,
            deliver_to=event.deliver_to,
            cash=event.payment.method == "cod",
            siblings=len(event.consignments),
        )
        for consignment in event.consignments
    ]


def creations(order_id: str, parcels: Sequence[Parcel]) -> list[CreateShipment]:
    """One for each parcel; raises `NotYet` until all of the order's parcels are known."""
    if not parcels or len(parcels) < parcels[0].siblings:
        raise NotYet(order_id)
    return [CreateShipment(shipment_id=parcel.shipment_id) for parcel in parcels]
