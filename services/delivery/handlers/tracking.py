"""What partners tell of parcels on their way, and the code that ends it."""

from datetime import UTC, datetime

from chassis import metrics, tally
from services.delivery.commands import IssueCode, Outcome, ReportStep
from services.delivery.domain.checks import check_reason, check_time
from services.delivery.domain.refusals import ShipmentNotFound
from services.delivery.domain.road import Step
from services.delivery.domain.shipment import Shipment
from services.delivery.ports import Ports


def report_step(command: ReportStep, ports: Ports) -> Outcome:
    """Follow the parcel. A wrong code is an outcome, no refusal: that it was tried is written."""
    shipment = _carried(command, ports)
    check_time(command.at, ports.clock.now())
    check_reason(command.status, command.reason)
    step = Step(
        status=command.status,
        at=_whole(command.at),
        place=command.place,
        reason=command.reason,
    )
    if shipment.knows(step):
        return "taken"
    moves = shipment.may_become(step.status)
    if moves and step.status == "delivered" and not shipment.proves(command.code):
        return "wrong_code"
    shipment.take(step, ports.new_code() if step.status == "out_for_delivery" else "")
    if moves:
        tally.count(metrics.SHIPMENTS.labels(step.status))
    return "taken"


def issue_code(command: IssueCode, ports: Ports) -> None:
    """A new code for the buyer, and new tries for the partner."""
    shipment = ports.shipments.find(command.shipment_id)
    if shipment is None:
        raise ShipmentNotFound(field="shipment_id")
    shipment.issue(ports.new_code())


def _carried(command: ReportStep, ports: Ports) -> Shipment:
    """The parcel, if that machine's partner carries it; else as if there were none."""
    shipment = ports.shipments.find(command.shipment_id)
    partner = ports.partners.find_by(machine_id=command.machine_id)
    if shipment is None or partner is None or not shipment.is_with(partner.id):
        raise ShipmentNotFound(field="shipment_id")
    return shipment


def _whole(at: datetime) -> datetime:
    """In UTC and whole milliseconds, as the database keeps it."""
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
