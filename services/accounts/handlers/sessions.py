"""Sessions and profiles: kept alive, ended, changed from one person of a phone to another."""

from chassis.errors import Refusal
from services.accounts.commands.sessions import (
    AddProfile,
    EndAllSessions,
    EndSession,
    OpenProfile,
    RefreshSession,
)
from services.accounts.domain import refresh_token
from services.accounts.domain.account import Account
from services.accounts.domain.session import Session
from services.accounts.domain.session_refusals import (
    PinNeeded,
    ProfileNotFound,
    SessionNotFound,
)
from services.accounts.handlers.entering import SET_ONE, prove
from services.accounts.handlers.issuing import Opened, ended, holder_of, issue, open_session
from services.accounts.ports import Ports


def refresh_session(command: RefreshSession, ports: Ports) -> Opened | Refusal:
    """The next tokens. A token that was used before ends the session, and that is kept."""
    given = refresh_token.read(command.refresh_token)
    session = ports.sessions.find(given.session_id) if given else None
    if given is None or session is None or not given.is_of(session, ports.hashes):
        raise ended("refresh_token")
    person = holder_of(ports, session)
    if person is None:
        raise ended("refresh_token")
    now = ports.clock.now()
    if not session.use(given.generation, command.seed, command.visitor, at=now):
        return ended("refresh_token")
    return issue(ports, session, person)


def end_session(command: EndSession, ports: Ports) -> Session:
    """Its refresh token is good for nothing any more; a repeat changes nothing."""
    session = ports.sessions.find(command.session_id)
    if session is None or session.person_id != command.person_id:
        raise SessionNotFound(field="session_id")
    session.end("signed out")
    return session


def end_all_sessions(command: EndAllSessions, ports: Ports) -> None:
    """One write ends them all, also one that opens at this moment."""
    person = ports.accounts.get(command.person_id)
    person.sign_out_everywhere(at=ports.clock.now())


def add_profile(command: AddProfile, ports: Ports) -> Account:
    """A person of their own, on the same phone; a repeat is the same one."""
    known = ports.accounts.get(command.person_id)
    first = ports.accounts.get(ports.person_id(known.phone))
    first.share_phone(command.profile_id)
    profile = ports.accounts.find(command.profile_id)
    if profile is None:
        profile = Account.register(command.profile_id, known.phone, command.language, command.name)
        ports.accounts.add(profile)
    return profile


def open_profile(command: OpenProfile, ports: Ports) -> Opened | Refusal:
    """A session of another profile of the phone; with its PIN where it has one or is staff's."""
    session, person = open_session(ports, command.session_id, command.person_id)
    profile = ports.accounts.find(command.profile_id)
    if profile is None or not person.phone or profile.phone != person.phone:
        raise ProfileNotFound(field="profile_id")
    refusal = _pin_refusal(profile, command.pin, ports)
    if refusal:
        return refusal
    fresh, now = ports.sessions.find(command.new_session_id), ports.clock.now()
    if fresh is None:
        fresh = Session.open(
            command.new_session_id,
            profile.id,
            command.visitor,
            ports.codes.salt(),
            proved_at=session.proved_at,
            at=now,
        )
        ports.sessions.add(fresh)
    if fresh.generation or not fresh.is_good(now):
        raise ended()
    return issue(ports, fresh, profile)


def _pin_refusal(profile: Account, pin: str, ports: Ports) -> Refusal | None:
    kept = ports.pins.find(profile.id)
    if kept is not None and kept.status != "none":
        return prove(kept, pin, ports)
    if profile.is_staff:
        raise PinNeeded(field="pin", allowed=f"log in by code as this profile and {SET_ONE}")
    return None
