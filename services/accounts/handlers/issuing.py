"""Tokens for a session: what the person may do is read anew each time."""

from chassis.errors import Refusal
from contracts.message import Message
from services.accounts.domain import refresh_token
from services.accounts.domain.account import Account
from services.accounts.domain.session import Session
from services.accounts.domain.session_refusals import SessionEnded
from services.accounts.ports import Ports, Token


class Opened(Message):
    """An access token, and the refresh token for the next."""

    token: Token
    refresh_token: str
    session: Session


def issue(ports: Ports, session: Session, person: Account) -> Opened:
    """Both tokens; the refresh token is the same until it is used."""
    return Opened(
        token=access_token(ports, session, person),
        refresh_token=refresh_token.written(session, ports.hashes),
        session=session,
    )


def access_token(ports: Ports, session: Session, person: Account, *, sure_until: int = 0) -> Token:
    """What the other services believe for a quarter of an hour."""
    return ports.signer.token(
        person.id,
        person.grants,
        person.language,
        ports.access,
        session=session.id,
        sure_until=sure_until,
    )


def holder_of(ports: Ports, session: Session | None) -> Account | None:
    """Whose session it is, if that person may still be in it."""
    person = ports.accounts.find(session.person_id) if session else None
    if session is None or person is None or person.status != "active":
        return None
    if person.signed_out_at and session.created_at <= person.signed_out_at:
        return None
    return person


def open_session(ports: Ports, session_id: str, person_id: str) -> tuple[Session, Account]:
    """The caller's session and themselves. Raises `SessionEnded`: a token outlives its session."""
    session = ports.sessions.find(session_id) if session_id else None
    person = holder_of(ports, session)
    if session is None or person is None or person.id != person_id:
        raise ended()
    if not session.is_good(ports.clock.now()):
        raise ended()
    return session, person


def ended(field: str = "Authorization") -> Refusal:
    """One answer for whatever is wrong with a session."""
    return SessionEnded(field=field)
