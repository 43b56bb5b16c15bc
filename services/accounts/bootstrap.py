"""The one place that picks the real adapters of the accounts service."""

from datetime import timedelta

from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.settings import read
from chassis.sms import HttpSmsGateway
from chassis.work import Work
from services.accounts.adapters.codes import RandomCodes
from services.accounts.adapters.keys import KeySigner, key_set, read_keys
from services.accounts.handlers import HANDLERS
from services.accounts.ports import Ports
from services.accounts.settings import AccountsSettings, read_staff
from services.accounts.tables import ACCOUNTS, LOGINS, MACHINES, PHONE_LIMITS


class Accounts(Assembly):
    """The accounts service without its doors; it also publishes its keys."""

    def __init__(self, settings: AccountsSettings, broker: Broker) -> None:
        keys = read_keys(settings.signing_keys_file)
        self.key_set, staff = key_set(keys), read_staff(settings.seed_staff)
        sms, signer = HttpSmsGateway(settings.sms_url, "accounts"), KeySigner(keys, SystemClock())

        def ports(work: Work) -> Ports:
            return Ports(
                logins=work.repository(LOGINS),
                phone_limits=work.repository(PHONE_LIMITS),
                accounts=work.repository(ACCOUNTS),
                machines=work.repository(MACHINES),
                sms=sms,
                signer=signer,
                codes=RandomCodes(),
                clock=self.clock,
                resend=timedelta(seconds=settings.login_resend_seconds),
                staff=staff,
            )

        super().__init__(
            "accounts",
            settings,
            broker,
            collections=(LOGINS, PHONE_LIMITS, ACCOUNTS, MACHINES),
            handlers=HANDLERS,
            ports=ports,
        )


def build(broker: Broker) -> Accounts:
    """The accounts service without its doors."""
    return Accounts(read(AccountsSettings), broker)
