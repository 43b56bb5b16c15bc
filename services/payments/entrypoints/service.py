"""The payments service as nameko runs it."""

import logging

from chassis.runtime.assembled import Assembled
from chassis.runtime.periodic import every
from chassis.runtime.probes import Probes
from services.payments import bootstrap, queries
from services.payments.bootstrap import Payments
from services.payments.commands import Charge, GiveBack, Settle
from services.payments.entrypoints.api import Api
from services.payments.entrypoints.events import Events
from services.payments.entrypoints.payouts import PayoutDoors

_log = logging.getLogger(__name__)
_STEPS = {"waiting": Charge, "pending": Settle, "action_required": Settle, "leaving": GiveBack}


class PaymentsService(Api, PayoutDoors, Events, Probes):
    """All doors of payments."""

    name = "payments"
    service: Assembled[Payments] = Assembled(bootstrap.build)

    @every(seconds=15)
    def pick_up_stuck(self) -> None:
        """Ask again what became of calls whose answer never came, also by webhook."""
        now = self.service.clock.now()
        for status, ids in queries.stuck(self.service.database, now).items():
            for payment_id in ids:
                self._go_on(status, payment_id)

    def _go_on(self, status: str, payment_id: str) -> None:
        """One that fails does not keep the others waiting."""
        try:
            self.service.handle(_STEPS[status](payment_id=payment_id))
        except Exception:
            _log.exception("could not go on with a payment", extra={"payment": payment_id})


SERVICE = PaymentsService
