"""How people are reached, as accounts tells it."""

from contracts.accounts import AccountRegistered, AccountUpdated
from services.notify.domain.contact import Contact
from services.notify.ports import Ports


def on_account_registered(event: AccountRegistered, ports: Ports) -> None:
    """Keep a new person; if they are known, this one is late and an update came before it."""
    if ports.contacts.find(event.person_id) is None:
        ports.contacts.add(_contact(event))


def on_account_updated(event: AccountUpdated, ports: Ports) -> None:
    """The whole of it replaces what was known; if nothing was, it came early and is enough."""
    contact = ports.contacts.find(event.person_id)
    if contact is None:
        ports.contacts.add(_contact(event))
        return
    contact.phone, contact.language = event.phone, event.language
    contact.name, contact.email = event.name, event.email


def _contact(event: AccountRegistered | AccountUpdated) -> Contact:
    return Contact(
        id=event.person_id,
        status="known",
        phone=event.phone,
        language=event.language,
        name=event.name,
        email=event.email,
    )
