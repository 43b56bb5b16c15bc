"""The delivery service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.periodic import every
from chassis.runtime.probes import Probes
from services.delivery import bootstrap, queries
from services.delivery.commands import RetryAssignment
from services.delivery.entrypoints.api import Api
from services.delivery.entrypoints.events import Events


class DeliveryService(Api, Events, Probes):
    """All doors of delivery."""

    name = "delivery"
    service = Assembled(bootstrap.build)

    @every(seconds=30)
    def retry_assignments(self) -> None:
        """Find partners for parcels that nobody could carry."""
        for shipment_id in queries.servable_now(self.service.database):
            self.service.handle(RetryAssignment(shipment_id=shipment_id))


SERVICE = DeliveryService
