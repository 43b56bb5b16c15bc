"""People who want to be forgotten: asked, warned, then done, unless they take it back."""

from services.accounts.commands.rights import (
    AskErasure,
    BeginErasure,
    ErasePerson,
    FinishErasure,
    TakeBackErasure,
)
from services.accounts.domain.erasure import Erasure
from services.accounts.domain.rights_refusals import (
    ErasureNotFound,
    OrdersUnderWay,
    StaffNotErased,
)
from services.accounts.domain.session_refusals import FreshLoginNeeded
from services.accounts.handlers.issuing import open_session
from services.accounts.ports import Ports


def ask_erasure(command: AskErasure, ports: Ports) -> Erasure:
    """In 48 hours. Not while orders are under way, nor for who holds an office."""
    session, person = open_session(ports, command.session_id, command.person_id)
    now = ports.clock.now()
    if not session.is_fresh(now):
        raise FreshLoginNeeded(allowed="POST /v1/logins, then POST /v1/tokens")
    if person.is_staff:
        raise StaffNotErased(field="grants")
    orders = ports.orders.under_way(person.id)
    if orders:
        raise OrdersUnderWay(field="orders", allowed="0", orders=orders)
    erasure = ports.erasures.find(person.id)
    if erasure is None:
        erasure = Erasure.of(person.id)
        ports.erasures.add(erasure)
    erasure.ask(command.reason, at=now)
    return erasure


def take_back_erasure(command: TakeBackErasure, ports: Ports) -> Erasure:
    """They stay. Raises `ErasureNotFound`."""
    erasure = ports.erasures.find(command.person_id)
    if erasure is None:
        raise ErasureNotFound(field="erasure")
    erasure.take_back()
    return erasure


def begin_erasure(command: BeginErasure, ports: Ports) -> bool:
    """Whether to go on and erase; where orders have come between, it is put off."""
    erasure, now = ports.erasures.get(command.person_id), ports.clock.now()
    if erasure.status == "erasing":
        return True
    if not erasure.is_due(now):
        return False
    if ports.orders.under_way(erasure.id):
        erasure.put_off(at=now)
        return False
    erasure.begin()
    return True


def erase_person(command: ErasePerson, ports: Ports) -> None:
    """Forget who they are; that they agreed, and that they were here, stays as proof."""
    person = ports.accounts.get(command.person_id)
    person.erase()
    for session in filter(None, map(ports.sessions.find, command.session_ids)):
        session.forget()
    pin = ports.pins.find(person.id)
    if pin:
        pin.clear()
        pin.untold = ""
    consents = ports.consents.find(person.id)
    if consents:
        consents.withdraw_all(at=ports.clock.now())


def finish_erasure(command: FinishErasure, ports: Ports) -> None:
    """Written after all else: a crash before it does the rest once more."""
    ports.erasures.get(command.person_id).finish()
