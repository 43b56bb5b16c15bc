"""A partner that carries every parcel to the door and asks the buyer there for the code.

Killed at any point, it goes on from where Haat says the parcel stands.
"""

import logging
import sys
from datetime import UTC, datetime
from functools import partial

from partners.kit import (
    Api,
    Partner,
    Refused,
    Settings,
    SettingsWrong,
    Shipment,
    ShipmentCreated,
    ShipmentEvent,
    Status,
)

from .doorstep import Doorstep
from .settings import DoorstepSettings

log = logging.getLogger("haat_partner.sample")

ROAD: tuple[Status, ...] = ("picked_up", "in_transit", "out_for_delivery")
AHEAD = {"created": ROAD, "picked_up": ROAD[1:], "in_transit": ROAD[2:], "out_for_delivery": ()}


def deliver(event: ShipmentEvent, api: Api, *, doorstep: Doorstep) -> None:
    """Carry a new parcel from wherever it stands now to its door."""
    if not isinstance(event, ShipmentCreated):
        return
    shipment = api.shipment(event.shipment_id)
    if shipment.status not in AHEAD:
        log.info("Left %s alone: it is %s", shipment.shipment_id, shipment.status)
        return
    for status in AHEAD[shipment.status]:
        shipment = api.report(shipment.shipment_id, status, datetime.now(UTC))
        log.info("Reported %s %s", shipment.shipment_id, status)
    hand_over(shipment, api, doorstep)


def hand_over(shipment: Shipment, api: Api, doorstep: Doorstep) -> None:
    """Delivered with the buyer's code, or undelivered where nobody has the right one."""
    for code in doorstep.codes(shipment, reached_the_door(shipment)):
        try:
            api.report(shipment.shipment_id, "delivered", datetime.now(UTC), code=code)
        except Refused as refused:
            if refused.field != "code":
                raise
        else:
            log.info("Delivered %s", shipment.shipment_id)
            return
    now = datetime.now(UTC)
    api.report(shipment.shipment_id, "undelivered", now, reason="NOT_AVAILABLE")
    log.warning("Found nobody with the code of %s", shipment.shipment_id)


def reached_the_door(shipment: Shipment) -> datetime:
    """When the parcel went out for delivery: older codes on the buyer's phone are others'."""
    times = [step.at for step in shipment.events if step.status == "out_for_delivery"]
    return max(times, default=datetime.fromtimestamp(0, UTC))


def main() -> None:
    """Run until SIGTERM; then finish the parcels in hand."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("pika").setLevel(logging.CRITICAL)
    try:
        settings = Settings.from_env()
    except SettingsWrong as wrong:
        sys.exit(f"The sample partner cannot start: {wrong}")
    doorstep = Doorstep(DoorstepSettings.from_env())
    Partner(settings).run(partial(deliver, doorstep=doorstep))


if __name__ == "__main__":
    main()
