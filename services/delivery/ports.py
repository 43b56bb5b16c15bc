"""What the handlers of the delivery service need from the world."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chassis.clock import Clock
from chassis.work import Repository
from contracts.message import Message
from services.delivery.domain.cancellation import Cancellation
from services.delivery.domain.partner import Offer, Partner
from services.delivery.domain.shipment import Shipment


class Offers(Protocol):
    """Which open partners deliver to a PIN code."""

    def at(self, pin: str) -> list[Offer]: ...


class Access(Message):
    """How a partner gets at its events; the password is told once and kept nowhere."""

    queue: str
    user: str
    password: str


class BrokerAdmin(Protocol):
    """Makes a partner's place at the broker."""

    def admit(self, partner_id: str) -> Access:
        """Queue, bindings, user and rights on that queue alone; a repeat sets a new password.

        Raises `Unavailable`.
        """
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    partners: Repository[Partner]
    shipments: Repository[Shipment]
    cancellations: Repository[Cancellation]
    offers: Offers
    broker: BrokerAdmin
    new_code: Callable[[], str]
    clock: Clock
