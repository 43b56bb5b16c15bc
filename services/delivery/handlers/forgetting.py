"""Addresses of parcels that have ended."""

from services.delivery.commands import LetAddressGo
from services.delivery.ports import Ports


def let_address_go(command: LetAddressGo, ports: Ports) -> None:
    """Note until when it stays, or take it out."""
    ports.shipments.get(command.shipment_id).let_address_go(at=ports.clock.now())
