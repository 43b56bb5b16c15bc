"""How people are reached, as accounts tells it."""

from chassis.context import current
from contracts.accounts import AccountRegistered, AccountUpdated
from services.notify.domain.contact import Contact
from services.notify.ports import Ports


def on_account_changed(event: AccountRegistered | AccountUpdated, ports: Ports) -> None:
    """Each event tells the whole of a person: the latest counts, in whatever order they come."""
    contact, place = ports.contacts.find(event.person_id), current().sequence
    if contact is None:
        ports.contacts.add(_contact(event, place))
    elif place > contact.heard:
        contact.phone, contact.language = event.phone, event.language
        contact.name, contact.email = event.name, event.email
        contact.heard = place


def _contact(event: AccountRegistered | AccountUpdated, place: int) -> Contact:
    return Contact(
        id=event.person_id,
        status="known",
        phone=event.phone,
        language=event.language,
        name=event.name,
        email=event.email,
        heard=place,
    )
