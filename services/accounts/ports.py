"""What the handlers of the accounts service need from the world."""

from collections.abc import Mapping, Sequence
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
from services.accounts.domain.login import Login
from services.accounts.domain.machine import Machine
from services.accounts.domain.phone_limit import PhoneLimit


class Token(Message):
    """A signed token and when it ends (UTC)."""

    token: str
    expires_at: datetime


class Signer(Protocol):
    """Holds the private keys."""

    def token(
        self, subject: str, grants: Sequence[Grant], language: Language, lifetime: timedelta
    ) -> Token:
        """A token as `chassis.people` reads it."""
        ...

    def machine_secret(self, machine_id: str) -> str:
        """The machine's secret: the same for the same id, and hopeless to guess."""
        ...


class Codes(Protocol):
    """Makes one-time codes."""

    def new(self) -> str:
        """Six digits."""
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    logins: Repository[Login]
    phone_limits: Repository[PhoneLimit]
    accounts: Repository[Account]
    machines: Repository[Machine]
    sms: SmsGateway
    signer: Signer
    codes: Codes
    clock: Clock
    resend: timedelta
    staff: Mapping[str, Sequence[Grant]]
    """By phone, the roles that the settings give."""
