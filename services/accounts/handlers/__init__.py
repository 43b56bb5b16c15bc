"""Everything that the accounts service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.message import Message
from services.accounts.commands import (
    ChangePerson,
    GrantRole,
    ProveCode,
    ProveMachine,
    RegisterMachine,
    SendCode,
    StartLogin,
    WelcomePerson,
)
from services.accounts.handlers.logging_in import (
    prove_code,
    send_code,
    start_login,
    welcome_person,
)
from services.accounts.handlers.machines import prove_machine, register_machine
from services.accounts.handlers.people import change_person, grant_role
from services.accounts.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    StartLogin: start_login,
    SendCode: send_code,
    ProveCode: prove_code,
    WelcomePerson: welcome_person,
    ChangePerson: change_person,
    GrantRole: grant_role,
    RegisterMachine: register_machine,
    ProveMachine: prove_machine,
}
