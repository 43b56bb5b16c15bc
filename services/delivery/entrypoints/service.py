"""The delivery service as nameko runs it."""

import logging

from chassis.runtime.assembled import Assembled
from chassis.runtime.periodic import every
from chassis.runtime.probes import Probes
from services.delivery import bootstrap, queries
from services.delivery.commands import RetryAssignment
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


SERVICE = DeliveryService
