"""What the API shows of people and logins."""

from datetime import datetime

import msgspec
from pymongo.database import Database

from chassis.mongo import answering
from chassis.people import Grant
from chassis.store import Document
from contracts.message import Message
from contracts.policy import Area, Kind, Role
from contracts.values import Language
from services.accounts.domain.account import Account
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.session_refusals import RoleNotFound


class LoginView(Message):
    """A login that waits for its code."""

    login_id: str
    expires_at: datetime


class PersonView(Message):
    """A person as they see themselves."""

    person_id: str
    phone: str
    name: str
    language: Language
    email: str
    grants: list[Grant]


class RoleView(Message):
    """A role that was given; `given_by` is empty where the settings gave it."""

    grant_id: str
    role: Role
    area: Area
    kind: Kind
    given_by: str
    given_at: datetime | None


class RolesView(Message):
    """What a person was given besides what everybody may do."""

    person_id: str
    grants: list[RoleView]


def person(database: Database[Document], person_id: str) -> PersonView:
    """Raises `PersonNotFound`."""
    return view(_account(database, person_id))


def roles_of(database: Database[Document], person_id: str) -> RolesView:
    """Raises `PersonNotFound`."""
    return roles_view(_account(database, person_id))


def area_of_role(database: Database[Document], person_id: str, grant_id: str) -> Area:
    """Raises `PersonNotFound`, `RoleNotFound`."""
    for given in _account(database, person_id).granted:
        if given.id == grant_id:
            return given.area
    raise RoleNotFound(field="grant_id")


def roles_view(account: Account) -> RolesView:
    """The roles of a person as staff sees them."""
    grants = [
        RoleView(
            grant_id=given.id,
            role=given.role,
            area=given.area,
            kind=given.kind,
            given_by=given.by,
            given_at=given.at,
        )
        for given in account.granted
    ]
    return RolesView(person_id=account.id, grants=grants)


def _account(database: Database[Document], person_id: str) -> Account:
    with answering():
        found = database["accounts"].find_one({"_id": person_id})
    if found is None or found["status"] != "active":
        raise PersonNotFound(field="person_id")
    return msgspec.convert(found | {"id": found["_id"]}, Account)


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
