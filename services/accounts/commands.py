"""What the outside may ask of the accounts service."""

from chassis.people import Grant
from contracts.message import Message
from contracts.values import Language


class StartLogin(Message):
    """A phone (E.164) asks for a one-time code."""

    phone: str
    language: Language


class SendCode(Message):
    """Let the code of a login go out by SMS; it is known here alone and not kept."""

    login_id: str
    code: str


class ProveCode(Message):
    """Somebody says that this is the code."""

    login_id: str
    code: str


class WelcomePerson(Message):
    """The holder of this phone has proved to be it: register them if they are new.

    Staff whom the settings name get their roles with their first login.
    """

    phone: str
    language: Language


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


class RegisterMachine(Message):
    """Make a machine of a partner known; the same id again is the same machine."""

    machine_id: str
    name: str
    grant: Grant


class ProveMachine(Message):
    """A machine shows its secret."""

    machine_id: str
    secret: str
