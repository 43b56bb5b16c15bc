"""The delivery service as nameko runs it."""

import logging

from chassis.runtime.assembled import Assembled
from chassis.runtime.periodic import every
from chassis.runtime.probes import Probes
from services.delivery import bootstrap, queries
from services.delivery.commands import LetAddressGo, RetryAssignment
from services.delivery.entrypoints.api import Api
from services.delivery.entrypoints.events import Events

_log = logging.getLogger(__name__)


class DeliveryService(Api, Events, Probes):
    """All doors of delivery."""

    name = "delivery"
    service = Assembled(bootstrap.build)

    @every(seconds=30)
    def retry_assignments(self) -> None:
        """Find partners for parcels that nobody could carry."""
        for shipment_id in queries.servable_now(self.service.database):
            try:
                self.service.handle(RetryAssignment(shipment_id=shipment_id))
            except Exception:  # one that fails does not keep the others waiting
                _log.exception("could not assign a parcel")

    @every(seconds=600)
    def let_addresses_go(self) -> None:
        """An address is kept for 90 days after its parcel's end."""
        for shipment_id in queries.addresses_to_go(self.service.database, self.service.clock.now()):
            try:
                self.service.handle(LetAddressGo(shipment_id=shipment_id))
            except Exception:  # one that fails does not keep the others waiting
                _log.exception("could not take out an address")


SERVICE = DeliveryService
