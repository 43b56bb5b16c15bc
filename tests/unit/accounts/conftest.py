"""The accounts service on the memory store, with a clock and an SMS gateway that tests hold."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from chassis.application import Application
from chassis.errors import Refusal
from chassis.memory import MemoryStore
from chassis.people import Grant, person_id_of
from chassis.store import Document, Write
from chassis.work import Work
from services.accounts import tables
from services.accounts.adapters.keys import KeySigner, SigningKey
from services.accounts.adapters.notices import read_notices
from services.accounts.commands import ProveCode, SendCode, StartLogin, WelcomePerson
from services.accounts.commands.sessions import RefreshSession
from services.accounts.domain.hashing import Hashes
from services.accounts.domain.session import Visitor
from services.accounts.handlers import HANDLERS
from services.accounts.handlers.issuing import Opened
from services.accounts.ports import CodeLimits, Ports

PHONE = "+919812345678"
PHONE_OF_A_FAMILY = "+919812345670"
PERSON_KEY, HASH_KEY = "p" * 32, "h" * 32
NETWORK = "203.0.113.7"
VISITOR = Visitor(device="Firefox", network=NETWORK)
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

    def salt(self) -> str:
        return f"{self.last:032x}"


class KeptOrders:
    """Stands for the orders service: how many orders are under way."""

    def __init__(self) -> None:
        self.number = 0

    def under_way(self, person_id: str) -> int:
        return self.number


class NoOutbox:
    """Forgets: events are looked at in the store."""

    def offer(self, write: Write) -> None:
        return


def signing_key(kid: str) -> SigningKey:
    """A fresh private JWK."""
    jwk: dict[str, Any] = json.loads(OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate()))
    return SigningKey(kty="OKP", crv="Ed25519", kid=kid, x=jwk["x"], d=jwk["d"])


def person_id(phone: str) -> str:
    """Of whoever has that phone."""
    return person_id_of(phone, PERSON_KEY)


class World:
    """The service and what is around it."""

    def __init__(self) -> None:
        self.clock, self.sms, self.codes = HeldClock(), KeptSms(), CountedCodes()
        self.store = MemoryStore(*tables.OWNED)
        self.keys = [signing_key("new"), signing_key("old")]
        self.limits = CodeLimits(resend=timedelta(seconds=30), per_network=0, per_minute=0)
        self.hash_keys, self.calls = [HASH_KEY], KeptSms()
        self.opened: Opened
        self.orders = KeptOrders()
        self.staff: dict[str, list[Grant]] = {}
        self.app = Application(
            "accounts", self.store, HANDLERS, self.ports, outbox=NoOutbox(), clock=self.clock
        )
        self.handle = self.app.handle

    def ports(self, work: Work) -> Ports:
        return Ports(
            logins=work.repository(tables.LOGINS),
            phone_limits=work.repository(tables.PHONE_LIMITS),
            accounts=work.repository(tables.ACCOUNTS),
            machines=work.repository(tables.MACHINES),
            api_keys=work.repository(tables.API_KEYS),
            sessions=work.repository(tables.SESSIONS),
            pins=work.repository(tables.PINS),
            network_limits=work.repository(tables.NETWORK_LIMITS),
            ceilings=work.repository(tables.CEILINGS),
            consents=work.repository(tables.CONSENTS),
            erasures=work.repository(tables.ERASURES),
            notices=read_notices(),
            orders=self.orders,
            sms=self.sms,
            couriers={"sms": self.sms, "voice": self.calls},
            hashes=Hashes(self.hash_keys),
            person_id=person_id,
            access=timedelta(minutes=15),
            signer=KeySigner(lambda: self.keys, self.clock),
            codes=self.codes,
            clock=self.clock,
            limits=self.limits,
            staff=self.staff,
        )

    def ask(self, phone: str = PHONE, language: str = "hi", **more: Any) -> str:
        """Start a login and send its code; the login's id."""
        login, code = self.handle(StartLogin(phone=phone, language=language, **more))
        refusal = self.handle(SendCode(login_id=login.id, code=code))
        if refusal:
            raise refusal
        return str(login.id)

    def prove(self, login_id: str, code: str = "100001", **more: Any) -> Any:
        """Answer the challenge: the login, or a refusal."""
        return self.handle(ProveCode(login_id=login_id, code=code, **more))

    def welcome(self, login_id: str, profile_id: str = "") -> Opened:
        """Open the session of a proved login."""
        asked = WelcomePerson(login_id=login_id, profile_id=profile_id, visitor=VISITOR)
        self.opened = self.handle(asked)
        return self.opened

    def log_in(
        self, phone: str = PHONE, language: str = "hi", profile_id: str = "", **more: Any
    ) -> tuple[str, Any]:
        """All the way: person id and token; the rest is in `opened`."""
        login_id = self.ask(phone, language)
        code = re.findall(r"[0-9]+", self.sms.sent[-1][1])
        outcome = self.prove(login_id, code[0], profile_id=profile_id, **more)
        if isinstance(outcome, Refusal):
            raise outcome
        opened = self.welcome(login_id, profile_id)
        return opened.session.person_id, opened.token

    def refresh(self, refresh_token: str, seed: str = "") -> Any:
        """Trade a refresh token: the next tokens, or a refusal."""
        asked = RefreshSession(refresh_token=refresh_token, visitor=VISITOR, seed=seed)
        return self.handle(asked)

    def kept(self, collection: str, id: str) -> Document | None:
        return self.store.get(collection, id)

    def limit(self, phone: str = PHONE) -> Document | None:
        id = Hashes(self.hash_keys).of("phone limit", phone)
        return self.kept("phone_limits", f"lim_{id[:32]}")

    def events(self, person_id: str) -> list[tuple[str, Any]]:
        """Key and body of all that the person's account published."""
        found = self.store.events("accounts", person_id)
        return [(event.key, json.loads(event.body)) for event in found]


@pytest.fixture
def world() -> World:
    return World()
