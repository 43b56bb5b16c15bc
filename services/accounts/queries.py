"""What the API shows of people and logins."""

from datetime import datetime

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.people import Grant
from chassis.store import Document
from contracts.message import Message
from contracts.values import Language
from services.accounts.domain.account import Account
from services.accounts.domain.refusals import PersonNotFound


class LoginView(Message):
    """A login that waits for its code."""

    login_id: str
    expires_at: datetime


class TokenView(Message):
    """A person's token."""

    token: str
    person_id: str
    expires_at: datetime


class PersonView(Message):
    """A person as they see themselves."""

    person_id: str
    phone: str
    name: str
    language: Language
    email: str
    grants: list[Grant]


class RolesView(Message):
    """What a person may do, and where."""

    person_id: str
    grants: list[Grant]


class MachineView(Message):
    """A new machine; its secret is not kept and not shown again."""

    machine_id: str
    secret: str


def person(database: Database[Document], person_id: str) -> PersonView:
    """Raises `PersonNotFound`."""
    with answering():
        found = database["accounts"].find_one({"_id": person_id})
    if found is None:
        raise PersonNotFound(field="person_id")
    return view(msgspec.convert(found | {"id": found["_id"]}, Account))


def view(account: Account) -> PersonView:
    """The account as its person sees it."""
    return PersonView(
        person_id=account.id,
        phone=account.phone,
        name=account.name,
        language=account.language,
        email=account.email,
        grants=account.grants,
    )
