"""Counting codes: by minute, by network, by phone. Known and unknown phones count alike."""

from datetime import datetime

from services.accounts.domain.code_ceiling import CodeCeiling
from services.accounts.domain.login import Login
from services.accounts.domain.network_limit import NetworkLimit
from services.accounts.domain.phone_limit import PhoneLimit
from services.accounts.ports import Ports


def count_code(ports: Ports, phone: str, network: str, now: datetime) -> str:
    """Count one more code; the id of the network's count. Raises `TooMany`.

    What many share is written first: if somebody else was first there, nothing is counted yet.
    """
    if ports.limits.per_minute:
        _ceiling(ports, now).ask(ports.limits.per_minute, at=now)
    here = network_limit(ports, network, now)
    if here:
        here.ask(ports.limits.per_network, at=now)
    _phone_limit(ports, phone, now).ask(ports.limits.resend, at=now)
    return here.id if here else ""


def network_limit(ports: Ports, network: str, now: datetime) -> NetworkLimit | None:
    """The count of that address; None where networks are not counted."""
    if not (ports.limits.per_network and network):
        return None
    id = f"net_{ports.hashes.of('network', network)[:32]}"
    limit = ports.network_limits.find(id)
    if limit is None:
        limit = NetworkLimit.of(id, at=now)
        ports.network_limits.add(limit)
    return limit


def not_sent(ports: Ports, login: Login) -> None:
    """A code that did not leave does not count."""
    limit = ports.phone_limits.find(phone_limit_id(ports, login.phone))
    if limit:
        limit.take_back(login.asked_at)
    _give_back(ports, login)


def proved(ports: Ports, login: Login) -> None:
    """The phone's holder has shown to be it: the phone counts anew, the network one less."""
    limit = ports.phone_limits.find(phone_limit_id(ports, login.phone))
    if limit:
        limit.proved()
    _give_back(ports, login)


def phone_limit_id(ports: Ports, phone: str) -> str:
    """A keyed hash: from the count nobody finds the number."""
    return f"lim_{ports.hashes.of('phone limit', phone)[:32]}"


def _give_back(ports: Ports, login: Login) -> None:
    here = ports.network_limits.find(login.network) if login.network else None
    if here:
        here.take_back(login.asked_at)


def _phone_limit(ports: Ports, phone: str, now: datetime) -> PhoneLimit:
    id = phone_limit_id(ports, phone)
    limit = ports.phone_limits.find(id)
    if limit is None:
        limit = PhoneLimit.of(id, at=now)
        ports.phone_limits.add(limit)
    return limit


def _ceiling(ports: Ports, now: datetime) -> CodeCeiling:
    ceiling = ports.ceilings.find(CodeCeiling.id_of(now))
    if ceiling is None:
        ceiling = CodeCeiling.of(now)
        ports.ceilings.add(ceiling)
    return ceiling
