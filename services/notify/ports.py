"""What the handlers of the notify service need from the world."""

from dataclasses import dataclass
from typing import Protocol

from chassis.clock import Clock
from chassis.errors import Invalid, Unavailable
from chassis.sms import SmsGateway
from chassis.work import Repository
from contracts.values import Text
from services.notify.domain.contact import Contact
from services.notify.domain.notice import Notice


class MailRefused(Invalid):
    """The mail server will never take this message: it would say no again."""

    text = Text(hi="इस पते पर ई-मेल नहीं भेजा जा सकता।", en="No e-mail can be sent to this address.")


class MailPerhapsTaken(Unavailable):
    """The line was lost after the message was handed over: it may have left, or not."""


class Mail(Protocol):
    """Sends e-mail. No mail server recognises a repeat."""

    def send(self, to: str, subject: str, body: str, key: str) -> None:
        """`key` is its Message-ID.

        Raises `Unavailable` (nothing was sent: try again), `MailPerhapsTaken` or `MailRefused`
        (never).
        """
        ...


@dataclass(frozen=True)
class Ports:
    """All of them, bound in `bootstrap`."""

    contacts: Repository[Contact]
    notices: Repository[Notice]
    sms: SmsGateway
    mail: Mail
    clock: Clock
