"""How people are reached, as accounts tells it."""

from chassis.context import current
from contracts.accounts import AccountErased, AccountRegistered, AccountUpdated
from services.notify.commands import ForgetNotice
from services.notify.domain.contact import Contact
from services.notify.ports import Ports


def on_account_changed(event: AccountRegistered | AccountUpdated, ports: Ports) -> None:
    """Each event tells the whole of a person: the latest counts, in whatever order they come."""
    contact, place = ports.contacts.find(event.person_id), current().sequence
    if contact is None:
        ports.contacts.add(_contact(event, place))
    elif place > contact.heard:
        if contact.status == "forgotten":
            contact.move_to("known")
        contact.phone, contact.language = event.phone, event.language
        contact.name, contact.email = event.name, event.email
        contact.heard = place


def on_account_erased(event: AccountErased, ports: Ports) -> None:
    """Forget how they are reached, for good even if older news of them comes later."""
    contact, place = ports.contacts.find(event.person_id), current().sequence
    if contact is None:
        contact = Contact(id=event.person_id, status="known", phone="", language="hi")
        ports.contacts.add(contact)
    if place > contact.heard:
        contact.forget(place)


def forget_notice(command: ForgetNotice, ports: Ports) -> None:
    """What was sent is of nobody any more."""
    ports.notices.get(command.notice_id).forget()


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
