"""Everything that the accounts service does, by the message that asks for it."""

from collections.abc import Mapping

from chassis.application import Handler
from contracts.catalog import PersonIntroduced
from contracts.message import Message
from services.accounts.commands import (
    ChangePerson,
    GrantRole,
    ProveCode,
    SendCode,
    StartLogin,
    TakeRole,
    WelcomePerson,
)
from services.accounts.commands.machines import (
    MakeKey,
    ProveKey,
    RegisterMachine,
    RevokeKey,
    RotateKey,
)
from services.accounts.commands.rights import (
    AskErasure,
    BeginErasure,
    ErasePerson,
    FinishErasure,
    GiveConsent,
    TakeBackErasure,
    WithdrawConsent,
)
from services.accounts.commands.sessions import (
    AddProfile,
    ClearPin,
    EndAllSessions,
    EndSession,
    LookAtProfiles,
    OpenProfile,
    ProvePin,
    RefreshSession,
    SetPin,
    TellOfPin,
)
from services.accounts.handlers.consents import give_consent, withdraw_consent
from services.accounts.handlers.entering import clear_pin, prove_pin, set_pin, tell_of_pin
from services.accounts.handlers.erasing import (
    ask_erasure,
    begin_erasure,
    erase_person,
    finish_erasure,
    take_back_erasure,
)
from services.accounts.handlers.introducing import on_person_introduced
from services.accounts.handlers.logging_in import (
    look_at_profiles,
    prove_code,
    send_code,
    start_login,
    welcome_person,
)
from services.accounts.handlers.machines import (
    make_key,
    prove_key,
    register_machine,
    revoke_key,
    rotate_key,
)
from services.accounts.handlers.people import change_person, grant_role, take_role
from services.accounts.handlers.sessions import (
    add_profile,
    end_all_sessions,
    end_session,
    open_profile,
    refresh_session,
)
from services.accounts.ports import Ports

HANDLERS: Mapping[type[Message], Handler[Ports]] = {
    StartLogin: start_login,
    SendCode: send_code,
    ProveCode: prove_code,
    WelcomePerson: welcome_person,
    ChangePerson: change_person,
    PersonIntroduced: on_person_introduced,
    GrantRole: grant_role,
    TakeRole: take_role,
    LookAtProfiles: look_at_profiles,
    RefreshSession: refresh_session,
    EndSession: end_session,
    EndAllSessions: end_all_sessions,
    SetPin: set_pin,
    ProvePin: prove_pin,
    ClearPin: clear_pin,
    TellOfPin: tell_of_pin,
    AddProfile: add_profile,
    OpenProfile: open_profile,
    GiveConsent: give_consent,
    WithdrawConsent: withdraw_consent,
    AskErasure: ask_erasure,
    TakeBackErasure: take_back_erasure,
    BeginErasure: begin_erasure,
    ErasePerson: erase_person,
    FinishErasure: finish_erasure,
    RegisterMachine: register_machine,
    MakeKey: make_key,
    RotateKey: rotate_key,
    RevokeKey: revoke_key,
    ProveKey: prove_key,
}
