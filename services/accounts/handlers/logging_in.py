"""From a phone number to a session. A refused answer is a change of state: told, not raised."""

from chassis.errors import Refusal, Unavailable
from chassis.ids import derived_id, new_id
from chassis.sms import SmsRefused
from services.accounts.commands import ProveCode, SendCode, StartLogin, WelcomePerson
from services.accounts.commands.sessions import LookAtProfiles
from services.accounts.domain.account import Account
from services.accounts.domain.checks import check_phone
from services.accounts.domain.login import Login
from services.accounts.domain.refusals import (
    ChannelNotOffered,
    CodeNotSent,
    CodeUsed,
    LoginNotFound,
)
from services.accounts.domain.session import Session
from services.accounts.domain.session_refusals import ProfileNotFound
from services.accounts.handlers import limiting
from services.accounts.handlers.entering import pin_refusal
from services.accounts.handlers.issuing import Opened, issue
from services.accounts.ports import Ports
from services.accounts.texts import CODE_CALL, CODE_SMS


def start_login(command: StartLogin, ports: Ports) -> tuple[Login, str]:
    """The login and its code, of which only a keyed hash is kept."""
    check_phone(command.phone)
    if command.channel not in ports.couriers:
        raise ChannelNotOffered(field="channel", allowed=", ".join(sorted(ports.couriers)))
    now = ports.clock.now()
    counted = limiting.count_code(ports, command.phone, command.network, now)
    code, login_id = ports.codes.new(), new_id("lgn")
    hashed = ports.hashes.of("code", login_id, code)
    login = Login.start(login_id, command.phone, command.language, hashed, at=now)
    login.channel, login.network = command.channel, counted
    ports.logins.add(login)
    return login, code


def send_code(command: SendCode, ports: Ports) -> Refusal | None:
    """Send the SMS, or call; if it does not leave, the phone may ask again at once."""
    login = ports.logins.get(command.login_id)
    written = CODE_SMS if login.channel == "sms" else CODE_CALL
    code = command.code if login.channel == "sms" else " ".join(command.code)
    text = written.to(login.language).format(code=code)
    try:
        ports.couriers[login.channel].send(login.phone, text, key=login.id)
    except (Unavailable, SmsRefused):
        limiting.not_sent(ports, login)
        return CodeNotSent(field="phone")
    login.sent()
    return None


def prove_code(command: ProveCode, ports: Ports) -> Login | Refusal:
    """Use the login up with the right code; else a try is gone and the refusal is told."""
    now = ports.clock.now()
    here = limiting.network_limit(ports, command.network, now)
    if here:
        here.must_be_let(ports.limits.per_network, at=now)
    login = _login(command.login_id, ports)
    refusal = login.check(command.code, ports.hashes, seed=command.seed, at=now)
    if refusal is None:
        refusal = pin_refusal(ports, login.phone, command.profile_id, command.pin)
    if refusal and here:
        here.failed(at=now)
    if refusal:
        return refusal
    login.use(command.seed)
    return login


def look_at_profiles(command: LookAtProfiles, ports: Ports) -> str | Refusal:
    """The phone of a login whose code is known; a wrong one costs a try."""
    now = ports.clock.now()
    here = limiting.network_limit(ports, command.network, now)
    if here:
        here.must_be_let(ports.limits.per_network, at=now)
    login = _login(command.login_id, ports)
    refusal = login.check(command.code, ports.hashes, at=now)
    if refusal and here:
        here.failed(at=now)
    return refusal or login.phone


def welcome_person(command: WelcomePerson, ports: Ports) -> Opened:
    """The session of a proved login and its tokens; a repeat is the same session.

    The first time the person is registered, and not at the service's start: nobody may be
    listening yet for `account.registered`.
    """
    login, now = ports.logins.get(command.login_id), ports.clock.now()
    person = _person(login, command.profile_id, ports)
    limiting.proved(ports, login)
    session_id = derived_id("ses", login.id)
    session = ports.sessions.find(session_id)
    if session is None:
        salt = ports.codes.salt()
        session = Session.open(session_id, person.id, command.visitor, salt, proved_at=now, at=now)
        ports.sessions.add(session)
    if session.generation or not session.is_good(now) or session.person_id != person.id:
        raise CodeUsed(field="code")
    return issue(ports, session, person)


def _person(login: Login, profile_id: str, ports: Ports) -> Account:
    """Whom the login is for: the phone's first person, or another profile of it."""
    first_id = ports.person_id(login.phone)
    first = ports.accounts.find(first_id)
    if first is None:
        first = Account.register(first_id, login.phone, login.language)
        ports.accounts.add(first)
    if profile_id in ("", first_id) and first.status == "erased":
        first.come_back(login.phone, login.language)
    if first.status == "active":
        first.seed(ports.staff.get(login.phone, ()), at=ports.clock.now())
    if profile_id in ("", first_id):
        return first
    profile = ports.accounts.find(profile_id)
    if profile is None or profile.phone != login.phone:
        raise ProfileNotFound(field="profile_id")
    return profile


def _login(login_id: str, ports: Ports) -> Login:
    login = ports.logins.find(login_id)
    if login is None:
        raise LoginNotFound(field="login_id")
    return login
