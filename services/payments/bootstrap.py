"""The one place that picks the real adapters of the payments service."""

from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.settings import read
from chassis.work import Work
from services.payments.adapters.notices import Notices
from services.payments.adapters.stripe import StripeProvider
from services.payments.handlers import HANDLERS
from services.payments.ports import Ports
from services.payments.settings import PaymentsSettings
from services.payments.tables import PAYMENTS


class Payments(Assembly):
    """The payments service without its doors."""

    def __init__(self, broker: Broker, settings: PaymentsSettings) -> None:
        provider = StripeProvider(settings.stripe_api_key, settings.stripe_api_base)

        def ports(work: Work) -> Ports:
            return Ports(payments=work.repository(PAYMENTS), provider=provider, clock=SystemClock())

        super().__init__(
            "payments",
            settings,
            broker,
            collections=(PAYMENTS,),
            handlers=HANDLERS,
            ports=ports,
        )
        self.notices = Notices(self.database, self.clock)
        self.webhook_secret = settings.stripe_webhook_secret


def build(broker: Broker) -> Payments:
    """From the environment."""
    return Payments(broker, read(PaymentsSettings))
