"""The orders service as nameko runs it."""

import logging

from chassis.runtime.assembled import Assembled
from chassis.runtime.periodic import every
from chassis.runtime.probes import Probes
from services.orders import bootstrap, queries
from services.orders.commands import ExpireOrder
from services.orders.entrypoints.api import Api
from services.orders.entrypoints.events import Events
from services.orders.entrypoints.forgetting import Forgetting

_log = logging.getLogger(__name__)


class OrdersService(Api, Events, Forgetting, Probes):
    """All doors of orders."""

    name = "orders"
    service = Assembled(bootstrap.build)

    @every(seconds=5)
    def expire_orders(self) -> None:
        """End what nobody paid in time."""
        for order_id in queries.due(self.service.database, self.service.clock.now()):
            self._expire(order_id)

    def _expire(self, order_id: str) -> None:
        """One that fails does not keep the others waiting."""
        try:
            self.service.handle(ExpireOrder(order_id=order_id))
        except Exception:
            _log.exception("could not end an order", extra={"order": order_id})


SERVICE = OrdersService
