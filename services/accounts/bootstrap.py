"""The one place that picks the real adapters of the accounts service."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from chassis.application import Application
from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.errors import Unavailable
from chassis.people import person_id_of
from chassis.settings import read
from chassis.sms import HttpSmsGateway, SmsGateway
from chassis.work import Work
from services.accounts.adapters.codes import RandomCodes
from services.accounts.adapters.key_file import KeyFile
from services.accounts.adapters.keys import KeySigner, key_set
from services.accounts.adapters.notices import read_notices
from services.accounts.adapters.orders import CalledOrders
from services.accounts.adapters.seals import KeySeals
from services.accounts.adapters.trail import MongoTrail, trail_of
from services.accounts.commands.sessions import TellOfPin
from services.accounts.domain.hashing import Hashes
from services.accounts.domain.login import Channel
from services.accounts.handlers import HANDLERS
from services.accounts.handlers.trail import TRAIL_HANDLERS
from services.accounts.ports import Ports
from services.accounts.ports.trail import TrailPorts
from services.accounts.settings import AccountsSettings, read_hash_keys, read_staff
from services.accounts.tables import (
    ACCOUNTS,
    API_KEYS,
    CEILINGS,
    CONSENTS,
    ERASURES,
    LOGINS,
    MACHINES,
    NETWORK_LIMITS,
    OWNED,
    PHONE_LIMITS,
    PINS,
    SESSIONS,
)

_log = logging.getLogger(__name__)


class Accounts(Assembly):
    """The accounts service without its doors; it also publishes its keys."""

    def __init__(self, settings: AccountsSettings, broker: Broker) -> None:
        self._keys = KeyFile(settings.signing_keys_file)
        staff, signer = read_staff(settings.seed_staff), KeySigner(self._keys.keys, SystemClock())
        hashes, couriers = Hashes(read_hash_keys(settings.hash_keys)), couriers_of(settings)
        self.notices = read_notices()
        self.person_id = partial(person_id_of, key=settings.person_key)

        def ports(work: Work) -> Ports:
            return Ports(
                logins=work.repository(LOGINS),
                phone_limits=work.repository(PHONE_LIMITS),
                accounts=work.repository(ACCOUNTS),
                machines=work.repository(MACHINES),
                api_keys=work.repository(API_KEYS),
                sessions=work.repository(SESSIONS),
                pins=work.repository(PINS),
                network_limits=work.repository(NETWORK_LIMITS),
                ceilings=work.repository(CEILINGS),
                consents=work.repository(CONSENTS),
                erasures=work.repository(ERASURES),
                notices=self.notices,
                orders=CalledOrders(broker),
                sms=couriers["sms"],
                couriers=couriers,
                hashes=hashes,
                person_id=self.person_id,
                signer=signer,
                codes=RandomCodes(),
                clock=self.clock,
                limits=settings.limits,
                access=timedelta(seconds=settings.access_token_seconds),
                staff=staff,
            )

        super().__init__(
            "accounts", settings, broker, collections=OWNED, handlers=HANDLERS, ports=ports
        )
        self.trail_database = trail_of(self.database)
        self._kept_trail = MongoTrail(self.trail_database, self.clock)
        self.trail = self._trail_pipeline()

    def _trail_pipeline(self) -> Application[TrailPorts]:
        """The audit trail's own: it shares no port with the rest."""
        ports = TrailPorts(self._kept_trail, KeySeals(self._keys.keys), self.clock)
        return Application(
            self.name,
            self.store,
            TRAIL_HANDLERS,
            lambda work: ports,
            outbox=self.relay,
            clock=self.clock,
        )

    def prepare(self) -> None:
        """Create indexes, of the audit trail too."""
        super().prepare()
        self._kept_trail.prepare()

    def tell_of_pin(self, person_id: str) -> None:
        """Send the SMS that is due; what does not leave now leaves later."""
        try:
            self.handle(TellOfPin(person_id=person_id))
        except Unavailable:
            _log.warning("the SMS about a PIN has to wait")

    def key_set(self) -> bytes:
        """The public keys as they are now."""
        return key_set(self._keys.keys())


def couriers_of(settings: AccountsSettings) -> Mapping[Channel, SmsGateway]:
    """What brings codes, by how."""
    sms = HttpSmsGateway(settings.sms_url, "accounts")
    if not settings.voice_url:
        return {"sms": sms}
    return {"sms": sms, "voice": HttpSmsGateway(settings.voice_url, "accounts", target="voice")}


def build(broker: Broker) -> Accounts:
    """The accounts service without its doors."""
    return Accounts(read(AccountsSettings), broker)
