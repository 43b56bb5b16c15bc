"""What becomes of a person after their first login."""

from services.accounts.commands import ChangePerson, GrantRole, TakeRole
from services.accounts.domain.account import Account
from services.accounts.domain.checks import check_email
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.session_refusals import OwnRoles
from services.accounts.ports import Ports


def change_person(command: ChangePerson, ports: Ports) -> Account:
    """What the person says of themselves."""
    person = _person(command.person_id, ports)
    if command.email is not None:
        check_email(command.email)
    person.change(command.name, command.language, command.email)
    return person


def grant_role(command: GrantRole, ports: Ports) -> Account:
    """Holds from the person's next token on. Raises `OwnRoles`."""
    if command.by == command.person_id:
        raise OwnRoles(field="person_id")
    person = _person(command.person_id, ports)
    person.grant(command.grant, by=command.by, at=ports.clock.now())
    return person


def take_role(command: TakeRole, ports: Ports) -> Account:
    """Ends with the person's next token: within a quarter of an hour. Raises `OwnRoles`."""
    if command.by == command.person_id:
        raise OwnRoles(field="person_id")
    person = _person(command.person_id, ports)
    person.take(command.grant_id)
    return person


def _person(person_id: str, ports: Ports) -> Account:
    person = ports.accounts.find(person_id)
    if person is None or person.status != "active":
        raise PersonNotFound(field="person_id")
    return person
