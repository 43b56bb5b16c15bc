"""The accounts service on the memory store, with a clock and an SMS gateway that tests hold."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from chassis.application import Application
from chassis.memory import MemoryStore
from chassis.people import Grant
from chassis.store import Document, Write
from chassis.work import Work
from services.accounts.adapters.keys import KeySigner, SigningKey
from services.accounts.commands import ProveCode, SendCode, StartLogin, WelcomePerson
from services.accounts.domain.phone_limit import PhoneLimit
from services.accounts.handlers import HANDLERS
from services.accounts.ports import Ports
from services.accounts.tables import ACCOUNTS, LOGINS, MACHINES, PHONE_LIMITS

PHONE = "+919812345678"
NOON = datetime(2025, 11, 3, 6, 30, tzinfo=UTC)


class HeldClock:
    """Moves when a test says so."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def pass_(self, **time: float) -> None:
        self.at += timedelta(**time)


class KeptSms:
    """Keeps what was sent; `broken` is raised instead."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []
        self.broken: Exception | None = None

    def send(self, to: str, text: str, key: str) -> None:
        if self.broken:
            raise self.broken
        self.sent.append((to, text, key))


class CountedCodes:
    """100001, 100002 …"""

    def __init__(self) -> None:
        self.last = 100_000

    def new(self) -> str:
        self.last += 1
        return str(self.last)


class NoOutbox:
    """Forgets: events are looked at in the store."""

    def offer(self, write: Write) -> None:
        return


def signing_key(kid: str) -> SigningKey:
    """A fresh private JWK."""
    jwk: dict[str, Any] = json.loads(OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate()))
    return SigningKey(kty="OKP", crv="Ed25519", kid=kid, x=jwk["x"], d=jwk["d"])


class World:
    """The service and what is around it."""

    def __init__(self) -> None:
        self.clock, self.sms, self.codes = HeldClock(), KeptSms(), CountedCodes()
        self.store = MemoryStore(LOGINS, PHONE_LIMITS, ACCOUNTS, MACHINES)
        self.keys = [signing_key("new"), signing_key("old")]
        self.resend = timedelta(seconds=30)
        self.staff: dict[str, list[Grant]] = {}
        self.app = Application(
            "accounts", self.store, HANDLERS, self.ports, outbox=NoOutbox(), clock=self.clock
        )
        self.handle = self.app.handle

    def ports(self, work: Work) -> Ports:
        return Ports(
            logins=work.repository(LOGINS),
            phone_limits=work.repository(PHONE_LIMITS),
            accounts=work.repository(ACCOUNTS),
            machines=work.repository(MACHINES),
            sms=self.sms,
            signer=KeySigner(self.keys, self.clock),
            codes=self.codes,
            clock=self.clock,
            resend=self.resend,
            staff=self.staff,
        )

    def ask(self, phone: str = PHONE, language: str = "hi") -> str:
        """Start a login and send its code; the login's id."""
        login, code = self.handle(StartLogin(phone=phone, language=language))
        refusal = self.handle(SendCode(login_id=login.id, code=code))
        if refusal:
            raise refusal
        return str(login.id)

    def prove(self, login_id: str, code: str = "100001") -> Any:
        """Answer the challenge."""
        return self.handle(ProveCode(login_id=login_id, code=code))

    def log_in(self, phone: str = PHONE, language: str = "hi") -> tuple[str, Any]:
        """All the way: person id and token."""
        login_id = self.ask(phone, language)
        code = re.findall(r"[0-9]+", self.sms.sent[-1][1])
        phone, language = self.prove(login_id, code[0])
        found: tuple[str, Any] = self.handle(WelcomePerson(phone=phone, language=language))
        return found

    def kept(self, collection: str, id: str) -> Document | None:
        return self.store.get(collection, id)

    def limit(self, phone: str = PHONE) -> Document | None:
        return self.kept("phone_limits", PhoneLimit.id_of(phone))

    def events(self, person_id: str) -> list[tuple[str, Any]]:
        """Key and body of all that the person's account published."""
        found = self.store.events("accounts", person_id)
        return [(event.key, json.loads(event.body)) for event in found]


@pytest.fixture
def world() -> World:
    return World()
