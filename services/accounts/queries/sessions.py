"""What the API shows of sessions, PINs and profiles."""

from datetime import UTC, datetime

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.pages import cursor_of
from chassis.people import Person
from chassis.store import Document
from contracts.message import Message
from contracts.values import Language
from services.accounts.domain.account import MOST_PROFILES, Account
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.session import Session
from services.accounts.handlers.issuing import Opened
from services.accounts.ports import Token

MOST_UNTOLD = 100


class TokenView(Message):
    """A session's tokens: `token` for requests until `expires_at`, `refresh_token` for the next."""

    token: str
    expires_at: datetime
    refresh_token: str
    session_id: str
    person_id: str


class SessionView(Message):
    """One login on one device; `network` is the part of its address that many share."""

    session_id: str
    status: str
    device: str
    network: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    current: bool


class SessionPage(Message):
    """`next` is empty at the end."""

    items: list[SessionView]
    next: str


class SignedOutView(Message):
    """Who is logged in nowhere any more."""

    person_id: str


class PinView(Message):
    """Whether there is a PIN: set, locked or none."""

    person_id: str
    status: str


class StepUpView(Message):
    """A token that is good for sensitive acts until `sure_until`."""

    token: str
    expires_at: datetime
    sure_until: datetime


class ProfileView(Message):
    """One of the people of a phone."""

    profile_id: str
    name: str
    language: Language
    has_pin: bool


class ProfileList(Message):
    """All people of a phone, the first one first; there are never more than eight."""

    items: list[ProfileView]


def token_view(opened: Opened) -> TokenView:
    """What the person gets."""
    return TokenView(
        token=opened.token.token,
        expires_at=opened.token.expires_at,
        refresh_token=opened.refresh_token,
        session_id=opened.session.id,
        person_id=opened.session.person_id,
    )


def step_up_view(token: Token, until: int) -> StepUpView:
    """`until` in seconds since 1970."""
    sure_until = datetime.fromtimestamp(until, UTC)
    return StepUpView(token=token.token, expires_at=token.expires_at, sure_until=sure_until)


def sessions_of(database: Database[Document], who: Person, last: str, limit: int) -> SessionPage:
    """Open ones, the newest first: their ids sort by time."""
    with answering():
        account = database["accounts"].find_one({"_id": who.id}, {"signed_out_at": 1}) or {}
        found = list(database["sessions"].find({"person_id": who.id, "status": "open"}))
    since, now = account.get("signed_out_at"), datetime.now(UTC)
    alive = [
        one for one in found if one["expires_at"] > now and (not since or one["created_at"] > since)
    ]
    alive.sort(key=lambda one: (one["created_at"], one["_id"]), reverse=True)
    after = next((n for n, one in enumerate(alive, 1) if one["_id"] == last), 0)
    page = alive[after : after + limit]
    more = page[-1]["_id"] if len(alive) > after + limit else ""
    return SessionPage(
        items=[session_view(_session(one), who.session) for one in page], next=cursor_of(more)
    )


def session_view(session: Session, current: str) -> SessionView:
    """As its person sees it."""
    return SessionView(
        session_id=session.id,
        status=session.status,
        device=session.device,
        network=session.network,
        created_at=session.created_at,
        used_at=session.used_at,
        expires_at=session.expires_at,
        current=session.id == current,
    )


def phone_of(database: Database[Document], person_id: str) -> str:
    """Raises `PersonNotFound`."""
    with answering():
        found = database["accounts"].find_one({"_id": person_id}, {"phone": 1})
    if found is None:
        raise PersonNotFound(field="person_id")
    return str(found["phone"])


def profiles_of(database: Database[Document], phone: str) -> ProfileList:
    """All people of that phone."""
    with answering():
        people = list(database["accounts"].find({"phone": phone}).limit(MOST_PROFILES))
        ids = [one["_id"] for one in people]
        pins = database["pins"].find({"_id": {"$in": ids}, "status": {"$ne": "none"}}, {"_id": 1})
        with_pin = {one["_id"] for one in pins}
    accounts = [msgspec.convert(one | {"id": one["_id"]}, Account) for one in people]
    accounts.sort(key=lambda one: (not one.profiles, one.id))
    return ProfileList(items=[profile_view(one, has_pin=one.id in with_pin) for one in accounts])


def profile_view(account: Account, *, has_pin: bool) -> ProfileView:
    """As whoever holds the phone sees it."""
    return ProfileView(
        profile_id=account.id, name=account.name, language=account.language, has_pin=has_pin
    )


def untold_pins(database: Database[Document]) -> list[str]:
    """Whom a message about their PIN has not reached."""
    with answering():
        found = database["pins"].find({"untold": {"$gt": ""}}, {"_id": 1}).limit(MOST_UNTOLD)
        return [str(one["_id"]) for one in found]


def _session(document: Document) -> Session:
    return msgspec.convert(document | {"id": document["_id"]}, Session)
