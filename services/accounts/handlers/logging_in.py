"""From a phone number to a token. A refused answer is a change of state: it is told, not raised."""

from datetime import timedelta
from typing import Final

from chassis.errors import Refusal, Unavailable
from chassis.ids import new_id
from chassis.sms import SmsRefused
from contracts.values import Language
from services.accounts.commands import ProveCode, SendCode, StartLogin, WelcomePerson
from services.accounts.domain.account import Account
from services.accounts.domain.checks import check_phone
from services.accounts.domain.login import Login
from services.accounts.domain.phone_limit import PhoneLimit
from services.accounts.domain.refusals import CodeNotSent, LoginNotFound
from services.accounts.ports import Ports, Token
from services.accounts.texts import CODE_SMS

PERSON_TOKEN: Final = timedelta(hours=12)


def start_login(command: StartLogin, ports: Ports) -> tuple[Login, str]:
    """The login and its code, of which only the hash is kept."""
    check_phone(command.phone)
    now = ports.clock.now()
    limit = ports.phone_limits.find(PhoneLimit.id_of(command.phone))
    if limit is None:
        limit = PhoneLimit.of(command.phone, at=now)
        ports.phone_limits.add(limit)
    limit.ask(ports.resend, at=now)
    code = ports.codes.new()
    login = Login.start(new_id("lgn"), command.phone, command.language, code, at=now)
    ports.logins.add(login)
    return login, code


def send_code(command: SendCode, ports: Ports) -> Refusal | None:
    """Send the SMS; if it does not leave, the phone may ask again at once."""
    login = ports.logins.get(command.login_id)
    text = CODE_SMS.to(login.language).format(code=command.code)
    try:
        ports.sms.send(login.phone, text, key=login.id)
    except (Unavailable, SmsRefused):
        limit = ports.phone_limits.find(PhoneLimit.id_of(login.phone))
        if limit:
            limit.take_back(login.asked_at)
        return CodeNotSent(field="phone")
    login.sent()
    return None


def prove_code(command: ProveCode, ports: Ports) -> tuple[str, Language] | Refusal:
    """Phone and language of whoever knows the code; else a try is gone and the refusal is told."""
    login = ports.logins.find(command.login_id)
    if login is None:
        raise LoginNotFound(field="login_id")
    return login.prove(command.code, at=ports.clock.now()) or (login.phone, login.language)


def welcome_person(command: WelcomePerson, ports: Ports) -> tuple[str, Token]:
    """The person's id and a token; the first time, they are registered, staff with their roles.

    Not at the service's start: nobody may be listening yet for `account.registered`.
    """
    person = ports.accounts.find(Account.id_of(command.phone))
    if person is None:
        person = Account.register(command.phone, command.language)
        ports.accounts.add(person)
    for grant in ports.staff.get(command.phone, ()):
        person.grant(grant)
    limit = ports.phone_limits.find(PhoneLimit.id_of(command.phone))
    if limit:
        limit.proved()
    token = ports.signer.token(person.id, person.grants, person.language, PERSON_TOKEN)
    return person.id, token
