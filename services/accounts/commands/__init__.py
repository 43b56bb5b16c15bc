"""What the outside may ask of the accounts service."""

from chassis.people import Grant
from contracts.message import Message
from contracts.values import Language
from services.accounts.domain.login import Channel
from services.accounts.domain.session import Visitor


class StartLogin(Message):
    """A phone (E.164) asks for a one-time code."""

    phone: str
    language: Language
    channel: Channel = "sms"
    network: str = ""


class SendCode(Message):
    """Let the code of a login go out; it is known here alone and not kept."""

    login_id: str
    code: str


class ProveCode(Message):
    """Somebody says that this is the code, and wants to be that profile (empty: the first).

    `seed` is the same for repeats of the request; `pin` opens a profile of a shared phone.
    """

    login_id: str
    code: str
    profile_id: str = ""
    pin: str = ""
    seed: str = ""
    network: str = ""


class WelcomePerson(Message):
    """The holder of the login's phone has proved to be it: register them if they are new, and
    open a session. Staff whom the settings name get their roles with their first login.
    """

    login_id: str
    profile_id: str
    visitor: Visitor


class ChangePerson(Message):
    """What a person says of themselves; None leaves a field as it is."""

    person_id: str
    name: str | None = None
    language: Language | None = None
    email: str | None = None


class GrantRole(Message):
    """Give a person a role in an area."""

    person_id: str
    grant: Grant
    by: str


class TakeRole(Message):
    """Take a role away from a person."""

    person_id: str
    grant_id: str
    by: str
