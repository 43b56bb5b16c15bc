"""Everything that the notify service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.accounts import AccountRegistered, AccountUpdated
from contracts.message import Message
from services.notify.commands import SendNotice, TellPerson
from services.notify.handlers.contacts import on_account_changed
from services.notify.handlers.telling import send_notice, tell_person
from services.notify.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    AccountRegistered: on_account_changed,
    AccountUpdated: on_account_changed,
    TellPerson: tell_person,
    SendNotice: send_notice,
}
