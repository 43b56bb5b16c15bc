"""What the parcels' steps do to an order."""

from chassis import metrics, tally
from chassis.context import current
from chassis.errors import NotYet
from contracts.delivery import CoverageChanged, DeliveryAssigned, ShipmentEvent
from services.orders.domain.coverage import Coverage
from services.orders.ports import Ports


def on_coverage_changed(event: CoverageChanged, ports: Ports) -> None:
    """Keep where a partner delivers; what it said before what is known is late and ignored."""
    coverage, sequence = ports.coverages.find(event.partner_id), current().sequence
    if coverage is None:
        ports.coverages.add(
            Coverage(
                id=event.partner_id, status="known", pins=event.pins, cod=event.cod, heard=sequence
            )
        )
    elif not sequence or sequence > coverage.heard:
        coverage.pins, coverage.cod, coverage.heard = event.pins, event.cod, sequence


def on_delivery_assigned(event: DeliveryAssigned, ports: Ports) -> None:
    """Keep the promised date for the buyer to see."""
    order = ports.orders.get(event.order_id)
    order.promises[event.consignment_id] = event.promised_on.isoformat()
    order.note(event.wire_name(), ports.clock.now(), event.consignment_id)


def on_shipment_moved(event: ShipmentEvent, ports: Ports) -> None:
    """Follow the parcel; the last one at its end completes the order.

    Parcels leave for confirmed orders only: here that is yet to be heard of where it is not one.
    """
    order, now = ports.orders.get(event.order_id), ports.clock.now()
    if order.status == "placed":
        raise NotYet(f"{order.id} is not confirmed yet")
    before, status = order.status, event.wire_name().partition(".")[2]
    order.follow(
        event.consignment_id, status, event.wire_name(), at=now, sequence=current().sequence
    )
    if (before, order.status) == ("confirmed", "completed"):
        tally.count(metrics.ORDERS.labels("completed"))
        waited = (now - order.placed_at).total_seconds()
        tally.observe(metrics.ORDER_SECONDS.labels("completed"), waited)
