"""Everything that the notify service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.accounts import AccountErased, AccountRegistered, AccountUpdated
from contracts.message import Message
from services.notify.commands import ForgetNotice, SendNotice, TellPerson
from services.notify.handlers.contacts import (
    forget_notice,
    on_account_changed,
    on_account_erased,
)
from services.notify.handlers.telling import send_notice, tell_person
from services.notify.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    AccountRegistered: on_account_changed,
    AccountUpdated: on_account_changed,
    AccountErased: on_account_erased,
    ForgetNotice: forget_notice,
    TellPerson: tell_person,
    SendNotice: send_notice,
}
