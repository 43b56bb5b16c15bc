"""PINs: who enters a profile of a shared phone, and the second step before sensitive acts."""

from datetime import timedelta
from typing import Final

from chassis.errors import Refusal, Unavailable
from chassis.people import SecondStepNeeded
from chassis.sms import SmsRefused
from services.accounts.commands.sessions import ClearPin, ProvePin, SetPin, TellOfPin
from services.accounts.domain.pin import Pin
from services.accounts.domain.refusals import PersonNotFound
from services.accounts.domain.session_refusals import (
    FreshLoginNeeded,
    PinNeeded,
    ProfileNotFound,
)
from services.accounts.handlers.issuing import access_token, open_session
from services.accounts.ports import Ports, Token
from services.accounts.texts import PIN_SMS

SURE: Final = timedelta(minutes=5)
SET_ONE: Final = "set a PIN first: PUT /v1/me/pin"


def pin_refusal(ports: Ports, phone: str, profile_id: str, pin: str) -> Refusal | None:
    """Why who has proved the phone may not be that profile of it; a wrong PIN costs a try.

    A phone of one person needs no PIN. Raises `ProfileNotFound`, `PinNeeded`.
    """
    first_id = ports.person_id(phone)
    first = ports.accounts.find(first_id)
    others = first.profiles if first else []
    wanted = profile_id or first_id
    if wanted not in (first_id, *others):
        raise ProfileNotFound(field="profile_id")
    kept = ports.pins.find(wanted) if others else None
    if kept is None or kept.status == "none":
        return None
    return prove(kept, pin, ports)


def prove(kept: Pin, pin: str, ports: Ports) -> Refusal | None:
    """Raises `PinNeeded` where none was entered."""
    if not pin:
        raise PinNeeded(field="pin", allowed="6 digits")
    return kept.prove(pin, ports.hashes)


def set_pin(command: SetPin, ports: Ports) -> Pin:
    """Only who proved the phone a short while ago: a token alone must not be enough."""
    session, person = open_session(ports, command.session_id, command.person_id)
    now = ports.clock.now()
    if not session.is_fresh(now):
        raise FreshLoginNeeded(allowed="POST /v1/logins, then POST /v1/tokens")
    kept = ports.pins.find(person.id)
    if kept is None:
        kept = Pin.of(person.id)
        ports.pins.add(kept)
    kept.choose(command.pin, person.phone, ports.codes.salt(), ports.hashes, at=now)
    return kept


def prove_pin(command: ProvePin, ports: Ports) -> tuple[Token, int] | Refusal:
    """A token with the second step in it, and until when that is good (seconds since 1970)."""
    session, person = open_session(ports, command.session_id, command.person_id)
    kept = ports.pins.find(person.id)
    if kept is None or kept.status == "none":
        raise SecondStepNeeded(field="pin", allowed=SET_ONE)
    refusal = kept.prove(command.pin, ports.hashes)
    if refusal:
        return refusal
    until = int((ports.clock.now() + SURE).timestamp())
    return access_token(ports, session, person, sure_until=until), until


def clear_pin(command: ClearPin, ports: Ports) -> None:
    """Their next login by code needs none."""
    if ports.accounts.find(command.person_id) is None:
        raise PersonNotFound(field="person_id")
    kept = ports.pins.find(command.person_id)
    if kept:
        kept.clear()


def tell_of_pin(command: TellOfPin, ports: Ports) -> None:
    """Send what is still to be told; what did not leave is sent later."""
    kept, person = ports.pins.find(command.person_id), ports.accounts.find(command.person_id)
    if kept is None or not kept.untold:
        return
    if person and person.phone:
        text = PIN_SMS[kept.untold].to(person.language)
        try:
            ports.sms.send(person.phone, text, key=f"{kept.id}.pin.{kept.version}")
        except Unavailable:
            return
        except SmsRefused:
            pass  # it would be refused for ever
    kept.untold = ""
