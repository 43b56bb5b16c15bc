"""The one place that picks the real adapters of the payments service."""

from datetime import timedelta
from functools import partial

from chassis.assembly import Assembly
from chassis.clock import SystemClock
from chassis.encryption import FieldVault
from chassis.relay import Publisher
from chassis.settings import read
from chassis.work import Work
from services.payments import payout_queries
from services.payments.adapters.notices import Notices
from services.payments.adapters.stripe import StripeProvider
from services.payments.handlers import HANDLERS
from services.payments.ports import Ports
from services.payments.settings import PaymentsSettings
from services.payments.tables import PAYEES, PAYMENTS, PAYOUT_ACCOUNTS


class Payments(Assembly):
    """The payments service without its doors."""

    def __init__(self, broker: Publisher, settings: PaymentsSettings) -> None:
        provider = StripeProvider(settings.stripe_api_key, settings.stripe_api_base)
        self.vault = FieldVault(settings.field_keys_file)

        def ports(work: Work) -> Ports:
            return Ports(
                payments=work.repository(PAYMENTS),
                payees=work.repository(PAYEES),
                payout_accounts=work.repository(PAYOUT_ACCOUNTS),
                provider=provider,
                vault=self.vault,
                shared_with=partial(payout_queries.shared_with, self.database, self.vault),
                payout_hold=timedelta(hours=settings.payout_hold_hours),
                clock=SystemClock(),
            )

        super().__init__(
            "payments",
            settings,
            broker,
            collections=(PAYMENTS, PAYEES, PAYOUT_ACCOUNTS),
            handlers=HANDLERS,
            ports=ports,
        )
        self.notices = Notices(self.database, self.clock)
        self.webhook_secret = settings.stripe_webhook_secret


def build(broker: Publisher) -> Payments:
    """From the environment."""
    return Payments(broker, read(PaymentsSettings))
