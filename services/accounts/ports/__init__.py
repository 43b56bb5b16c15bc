"""What the handlers of the accounts service need from the world."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from chassis.clock import Clock
from chassis.people import Grant
from chassis.sms import SmsGateway
from chassis.work import Repository
from contracts.message import Message
from contracts.values import Language
from services.accounts.domain.account import Account
from services.accounts.domain.api_key import ApiKey
from services.accounts.domain.code_ceiling import CodeCeiling
from services.accounts.domain.consent import Consents
from services.accounts.domain.erasure import Erasure
from services.accounts.domain.hashing import Hashes
from services.accounts.domain.login import Channel, Login
from services.accounts.domain.machine import Machine
from services.accounts.domain.network_limit import NetworkLimit
from services.accounts.domain.notice import Notices
from services.accounts.domain.phone_limit import PhoneLimit
from services.accounts.domain.pin import Pin
from services.accounts.domain.session import Session


class Token(Message):
    """A signed token and when it ends (UTC)."""

    token: str
    expires_at: datetime


class Signer(Protocol):
    """Holds the private keys."""

    def token(
        self,
        subject: str,
        grants: Sequence[Grant],
        language: Language,
        lifetime: timedelta,
        *,
        scopes: Sequence[str] = (),
        session: str = "",
        sure_until: int = 0,
    ) -> Token:
        """A token as `chassis.people` reads it."""
        ...

    def secret_of(self, key_id: str) -> str:
        """The secret of an API key: the same for the same id, and hopeless to guess."""
        ...


class Orders(Protocol):
    """The orders service, asked within a deadline."""

    def under_way(self, person_id: str) -> int:
        """How many orders they buy or sell in are open, or can still be returned."""
        ...


class Codes(Protocol):
    """Makes what nobody can foresee."""

    def new(self) -> str:
        """A one-time code: six digits."""
        ...

    def salt(self) -> str:
        """128 bits as hexadecimal digits."""
        ...


class CodeLimits(Message):
    """How often codes go out: `resend` between two of a phone, `per_network` an hour that are not
    proved, `per_minute` in all; 0 is no limit.
    """

    resend: timedelta
    per_network: int
    per_minute: int


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    logins: Repository[Login]
    phone_limits: Repository[PhoneLimit]
    accounts: Repository[Account]
    machines: Repository[Machine]
    api_keys: Repository[ApiKey]
    sessions: Repository[Session]
    pins: Repository[Pin]
    network_limits: Repository[NetworkLimit]
    ceilings: Repository[CodeCeiling]
    consents: Repository[Consents]
    erasures: Repository[Erasure]
    notices: Notices
    orders: Orders
    sms: SmsGateway
    couriers: Mapping[Channel, SmsGateway]
    """What brings codes; calls are not offered everywhere."""
    hashes: Hashes
    person_id: Callable[[str], str]
    """Of whoever has that phone."""
    signer: Signer
    codes: Codes
    clock: Clock
    limits: CodeLimits
    access: timedelta
    """How long a person's access token lives."""
    staff: Mapping[str, Sequence[Grant]]
    """By phone, the roles that the settings give."""
