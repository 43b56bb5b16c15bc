"""What orders' news does to parcels: a partner is found, the parcel made or kept back."""

import logging

from chassis import metrics, tally
from services.delivery.commands import (
    AssignDelivery,
    CancelShipment,
    CreateShipment,
    RememberCancellation,
    RetryAssignment,
)
from services.delivery.domain.cancellation import Cancellation
from services.delivery.domain.partner import choose, promised
from services.delivery.domain.shipment import Shipment
from services.delivery.ports import Ports

_log = logging.getLogger(__name__)


def assign_delivery(command: AssignDelivery, ports: Ports) -> None:
    """Find a partner for a consignment; one of a cancelled order is kept back at once."""
    if ports.shipments.find(command.shipment_id):
        return
    shipment = _parcel(command)
    if ports.cancellations.find(command.order_id):
        shipment.cancel()
        tally.count(metrics.SHIPMENTS.labels("cancelled"))
    else:
        _assign(shipment, ports)
    ports.shipments.add(shipment)


def retry_assignment(command: RetryAssignment, ports: Ports) -> None:
    """Try again for a parcel that nobody could carry."""
    shipment = ports.shipments.get(command.shipment_id)
    if shipment.status != "unassigned":
        return
    if ports.cancellations.find(shipment.order_id):
        shipment.cancel()
    else:
        _assign(shipment, ports)


def create_shipment(command: CreateShipment, ports: Ports) -> None:
    """Let the partner come for the parcel, unless its order was cancelled meanwhile."""
    shipment = ports.shipments.get(command.shipment_id)
    if ports.cancellations.find(shipment.order_id):
        shipment.cancel()
        return
    before = shipment.status
    shipment.confirm()
    if shipment.status != before:
        tally.count(metrics.SHIPMENTS.labels("created"))


def remember_cancellation(command: RememberCancellation, ports: Ports) -> None:
    """Known before any parcel is asked about, so that none that comes later slips through."""
    if ports.cancellations.find(command.order_id) is None:
        now = ports.clock.now()
        ports.cancellations.add(Cancellation(id=command.order_id, status="cancelled", at=now))


def cancel_shipment(command: CancelShipment, ports: Ports) -> None:
    """Keep the parcel back; one that has left goes on, and is told of in the log."""
    shipment = ports.shipments.get(command.shipment_id)
    if shipment.cancel():
        tally.count(metrics.SHIPMENTS.labels("cancelled"))
    elif shipment.status != "cancelled":
        told = {"shipment_id": shipment.id, "status": shipment.status}
        _log.warning("a parcel of a cancelled order has left already", extra=told)


def _parcel(command: AssignDelivery) -> Shipment:
    consignment = command.consignment
    return Shipment(
        id=command.shipment_id,
        status="unassigned",
        order_id=command.order_id,
        consignment_id=consignment.consignment_id,
        buyer_id=command.buyer_id,
        seller_person_id=consignment.seller_person_id,
        seller_name=consignment.seller_name,
        from_pin=consignment.from_pin,
        to=command.deliver_to,
        weight_g=consignment.weight_g,
        cash=command.cash,
        total=consignment.total,
        siblings=command.siblings,
        areas=consignment.areas,
    )


def _assign(shipment: Shipment, ports: Ports) -> None:
    offer = choose(ports.offers.at(shipment.to.pin), cash=shipment.cash)
    if offer is None:
        tally.count(metrics.SHIPMENTS.labels("unassigned"))
        _log.warning("nobody can carry a parcel", extra={"shipment_id": shipment.id})
        return
    shipment.assign(offer.partner_id, promised(ports.clock.now(), offer.days))
    tally.count(metrics.SHIPMENTS.labels(shipment.status))
