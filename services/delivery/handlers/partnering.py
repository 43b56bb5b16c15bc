"""Partners come, and change where they deliver."""

import logging

from services.delivery.commands import AdmitPartner, ChangeCoverage, OpenPartner, RegisterPartner
from services.delivery.domain.checks import tidy
from services.delivery.domain.partner import Partner
from services.delivery.domain.refusals import MachineTaken, PartnerNotFound
from services.delivery.ports import Access, Ports

_log = logging.getLogger(__name__)


def register_partner(command: RegisterPartner, ports: Ports) -> str:
    """Keep the partner; no parcel comes before it is open. A repeat, or a new attempt for a machine
    whose partner never got its queue, goes on with the one that there is."""
    pins = tidy(command.pins)
    if ports.partners.find(command.partner_id):
        return command.partner_id
    other = ports.partners.find_by(machine_id=command.machine_id)
    if other and other.status == "open":
        raise MachineTaken(field="machine_id")
    if other:
        other.name = command.name
        other.cover(pins, command.days, command.cod)
        return other.id
    ports.partners.add(
        Partner(
            id=command.partner_id,
            status="registered",
            name=command.name,
            machine_id=command.machine_id,
            pins=pins,
            days=command.days,
            cod=command.cod,
        )
    )
    return command.partner_id


def admit_partner(command: AdmitPartner, ports: Ports) -> Access:
    """Make its place at the broker; writes nothing here."""
    return ports.broker.admit(_partner(command.partner_id, ports).id)


def open_partner(command: OpenPartner, ports: Ports) -> None:
    """Its queue stands: parcels may come."""
    _partner(command.partner_id, ports).open()
    _log.info("opened a partner", extra={"partner_id": command.partner_id})


def change_coverage(command: ChangeCoverage, ports: Ports) -> None:
    """Serve other PIN codes from now on; parcels in hand stay where they are."""
    partner = _partner(command.partner_id, ports)
    partner.must_be_at(command.if_match)
    partner.cover(tidy(command.pins), command.days, command.cod)


def _partner(partner_id: str, ports: Ports) -> Partner:
    partner = ports.partners.find(partner_id)
    if partner is None:
        raise PartnerNotFound(field="partner_id")
    return partner
