"""E-mail over SMTP: a few connections that are kept, and made anew when they are lost."""

import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from queue import Empty, LifoQueue
from threading import Semaphore
from typing import Final
from urllib.parse import unquote, urlsplit

from chassis import metrics
from chassis.errors import Unavailable
from chassis.settings import BadSettings
from services.notify.ports import MailPerhapsTaken, MailRefused

CALL_SECONDS: Final = 5.0
CONNECTIONS: Final = 4
WAIT_SECONDS: Final = 10.0
OK, FORWARDED = 250, 251
"""RFC 5321, 4.2.3."""
Connect = Callable[[], smtplib.SMTP]


class SmtpMail:
    """`services.notify.ports.Mail`; no address gets into an error, log or metric."""

    def __init__(self, connect: Connect, sender: str, service: str) -> None:
        self._connect, self._sender, self._service = connect, sender, service
        self._domain = sender.rpartition("@")[2]
        self._idle: LifoQueue[smtplib.SMTP] = LifoQueue()
        self._slots = Semaphore(CONNECTIONS)

    def send(self, to: str, subject: str, body: str, key: str) -> None:
        content = self._message(to, subject, body, key)
        if not self._slots.acquire(timeout=WAIT_SECONDS):
            raise Unavailable(field="mail")
        started, outcome = time.perf_counter(), "failed"
        try:
            refused = self._tried(to, content)
            outcome = "refused" if refused else "ok"
        finally:
            self._slots.release()
            seconds = time.perf_counter() - started
            metrics.EXTERNAL.labels(self._service, "smtp", "send", outcome).observe(seconds)
        if refused:
            raise MailRefused(field="email")

    def _message(self, to: str, subject: str, body: str, key: str) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = self._sender, to, subject
        message["Date"], message["Message-ID"] = formatdate(), f"<{key}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body, cte="base64")
        return message.as_bytes()

    def _tried(self, to: str, content: bytes) -> bool:
        """Whether it was refused for good; raises `Unavailable`, `MailPerhapsTaken`."""
        try:
            self._deliver(to, content)
        except smtplib.SMTPRecipientsRefused as refused:
            code = refused.recipients[to][0]
        except smtplib.SMTPDataError as refused:
            code = refused.smtp_code
        except (OSError, smtplib.SMTPException):
            raise Unavailable(field="mail") from None
        else:
            return False
        if code < 500:
            raise Unavailable(field="mail") from None
        return True

    def _deliver(self, to: str, content: bytes) -> None:
        """A server that is gone before the content is on its way has taken nothing."""
        try:
            connection = self._idle.get_nowait()
            self._announce(connection, to)
        except (Empty, smtplib.SMTPServerDisconnected):  # none kept, or closed while it was idle
            connection = self._connect()
            self._announce(connection, to)
        with _closing_if_it_fails(connection):
            _hand_over(connection, content)
        self._idle.put(connection)

    def _announce(self, connection: smtplib.SMTP, to: str) -> None:
        """Say who writes to whom."""
        with _closing_if_it_fails(connection):
            connection.ehlo_or_helo_if_needed()
            code, said = connection.mail(self._sender)
            if code != OK:
                raise smtplib.SMTPSenderRefused(code, said, self._sender)
            code, said = connection.rcpt(to)
            if code not in (OK, FORWARDED):
                raise smtplib.SMTPRecipientsRefused({to: (code, said)})


def _hand_over(connection: smtplib.SMTP, content: bytes) -> None:
    try:
        code, said = connection.data(content)
    except smtplib.SMTPDataError:
        raise
    except OSError:  # smtplib's own among them
        raise MailPerhapsTaken(field="mail") from None
    if code != OK:
        raise smtplib.SMTPDataError(code, said)


@contextmanager
def _closing_if_it_fails(connection: smtplib.SMTP) -> Iterator[None]:
    try:
        yield
    except BaseException:  # a time-out of the handler too leaves it half-way
        connection.close()
        raise


def connector(url: str, sender: str) -> Connect:
    """How to connect to that address; raises `BadSettings`."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtp+starttls", "smtps") or not parts.hostname:
        raise BadSettings(
            "HAAT_SMTP_URL: expected smtp://, smtp+starttls:// or smtps:// and a host"
        )
    host, port, domain = parts.hostname, parts.port or 0, sender.rpartition("@")[2]

    def connect() -> smtplib.SMTP:
        secure = ssl.create_default_context() if parts.scheme != "smtp" else None
        if parts.scheme == "smtps":
            made: smtplib.SMTP = smtplib.SMTP_SSL(
                host, port, domain, timeout=CALL_SECONDS, context=secure
            )
        else:
            made = smtplib.SMTP(host, port, domain, timeout=CALL_SECONDS)
        if parts.scheme == "smtp+starttls":
            made.starttls(context=secure)
        if parts.username:
            made.login(unquote(parts.username), unquote(parts.password or ""))
        return made

    return connect
