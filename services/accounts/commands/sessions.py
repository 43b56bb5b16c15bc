"""What people ask about their sessions, PINs and profiles."""

from contracts.message import Message
from contracts.values import Language
from services.accounts.domain.session import Visitor


class RefreshSession(Message):
    """A refresh token is traded for the next; `seed` is the same for repeats of the request."""

    refresh_token: str
    visitor: Visitor
    seed: str = ""


class EndSession(Message):
    """One of the person's own."""

    person_id: str
    session_id: str


class EndAllSessions(Message):
    """All of the person's, this one too."""

    person_id: str


class SetPin(Message):
    """In a session whose phone was proved a short while ago."""

    person_id: str
    session_id: str
    pin: str


class ProvePin(Message):
    """The second step."""

    person_id: str
    session_id: str
    pin: str


class ClearPin(Message):
    """Staff takes a forgotten PIN away."""

    person_id: str


class TellOfPin(Message):
    """Let the SMS about a PIN go out, if one is due."""

    person_id: str


class AddProfile(Message):
    """One more person on the phone of this one; the same id again is the same profile."""

    person_id: str
    profile_id: str
    name: str
    language: Language


class OpenProfile(Message):
    """From one profile of a phone to another; the same new session again is the same."""

    person_id: str
    session_id: str
    profile_id: str
    new_session_id: str
    visitor: Visitor
    pin: str = ""


class LookAtProfiles(Message):
    """Who knows a login's code asks whose profiles the phone has; uses nothing up."""

    login_id: str
    code: str
    network: str = ""
