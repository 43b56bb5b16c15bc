"""The mail adapter: Hindi survives, connections are kept and mended, no address gets out."""

import email
import email.policy
import smtplib
from email.message import EmailMessage
from typing import Any

import pytest

from chassis.errors import Fate, Unavailable, fate_of
from chassis.settings import BadSettings
from services.notify.adapters.smtp import SmtpMail, connector
from services.notify.ports import MailPerhapsTaken, MailRefused

TO = "sunita@deoghar.example"


Answer = tuple[int, bytes]


class Server:
    """Makes connections and keeps what came over them.

    `trouble` is what becomes of each step (`sent` is the end of the content): an answer, or raised.
    """

    def __init__(self, **trouble: Exception | Answer) -> None:
        self.trouble, self.connected, self.closed = trouble, 0, 0
        self.away: Exception | None = None
        self.kept: list[tuple[str, list[str], bytes]] = []

    def connect(self) -> smtplib.SMTP:
        self.connected += 1
        if self.away:
            raise self.away
        return _Connection(self)


class _Connection(smtplib.SMTP):
    """A connection without a network."""

    def __init__(self, server: Server) -> None:
        super().__init__(local_hostname="deoghar.example")
        self._server, self._sender, self._to = server, "", ""

    def ehlo_or_helo_if_needed(self) -> None:
        return

    def mail(self, sender: str, options: Any = ()) -> Answer:
        self._sender = sender
        return self._answer("mail")

    def rcpt(self, recip: str, options: Any = ()) -> Answer:
        self._to = recip
        return self._answer("rcpt")

    def data(self, msg: Any) -> Answer:
        begun = self._answer("data", (354, b"go on"))
        if begun[0] != 354:
            raise smtplib.SMTPDataError(*begun)
        lost = self._server.trouble.get("sent")
        if lost is None or isinstance(lost, Exception):
            self._server.kept.append((self._sender, [self._to], msg))
        return self._answer("sent")

    def close(self) -> None:
        self._server.closed += 1
        super().close()

    def _answer(self, step: str, well: Answer = (250, b"ok")) -> Answer:
        answer = self._server.trouble.pop(step, well)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _mail(server: Server) -> SmtpMail:
    return SmtpMail(server.connect, "haat@deoghar.example", "notify")


def _send(mail: SmtpMail) -> None:
    mail.send(TO, "ऑर्डर B12CD3 पक्का हुआ", "नमस्ते,\n\nकुल ₹450.00।\n", key="msg_1")


def test_a_hindi_letter_survives_the_wire() -> None:
    server = Server()
    _send(_mail(server))
    [(sender, to, content)] = server.kept
    assert (sender, to) == ("haat@deoghar.example", [TO])
    assert content.isascii()
    letter = email.message_from_bytes(content, EmailMessage, policy=email.policy.default)
    assert letter["Subject"] == "ऑर्डर B12CD3 पक्का हुआ"
    assert letter["Message-ID"] == "<msg_1@deoghar.example>"
    assert (letter["From"], letter["To"]) == ("haat@deoghar.example", TO)
    assert letter.get_content_charset() == "utf-8"
    assert letter.get_content() == "नमस्ते,\r\n\r\nकुल ₹450.00।\r\n"


def test_a_connection_is_kept_for_the_next_letter() -> None:
    server = Server()
    mail = _mail(server)
    _send(mail)
    _send(mail)
    assert (server.connected, len(server.kept)) == (1, 2)


@pytest.mark.parametrize("step", ["mail", "rcpt"])
def test_a_connection_that_was_closed_while_idle_is_made_anew(step: str) -> None:
    server = Server()
    mail = _mail(server)
    _send(mail)
    server.trouble[step] = smtplib.SMTPServerDisconnected("idle")
    _send(mail)
    assert (server.connected, server.closed, len(server.kept)) == (2, 1, 2)


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("gone", [smtplib.SMTPServerDisconnected("gone"), TimeoutError("slow")])
@pytest.mark.parametrize("step", ["data", "sent"])
def test_a_letter_that_may_have_been_taken_is_not_sent_again(
    step: str, gone: Exception, kept: bool
) -> None:
    server = Server()
    mail = _mail(server)
    if kept:
        _send(mail)
    connected, before = server.connected, len(server.kept)
    server.trouble[step] = gone
    with pytest.raises(MailPerhapsTaken) as unclear:
        _send(mail)
    assert fate_of(unclear.value) is Fate.RETRY
    assert (unclear.value.field, unclear.value.__suppress_context__) == ("mail", True)
    assert (server.connected, server.closed) == (connected or 1, 1)
    assert len(server.kept) - before == (step == "sent")


DISCONNECTED = smtplib.SMTPServerDisconnected("gone")


@pytest.mark.parametrize(
    "trouble",
    [
        {"mail": DISCONNECTED},
        {"rcpt": TimeoutError("slow")},
        {"mail": (421, b"closing")},
        {"mail": (550, b"who")},
        {"rcpt": (450, b"busy")},
        {"data": (451, b"later")},
        {"sent": (452, b"full")},
    ],
    ids=str,
)
def test_what_may_pass_is_unavailable_and_tells_no_address(trouble: dict[str, Any]) -> None:
    server = Server(**trouble)
    with pytest.raises(Unavailable) as failed:
        _send(_mail(server))
    assert type(failed.value) is Unavailable
    assert failed.value.field == "mail"
    assert failed.value.__suppress_context__
    assert (server.closed, server.kept) == (1, [])


@pytest.mark.parametrize(
    "away", [ConnectionRefusedError("away"), smtplib.SMTPAuthenticationError(535, b"no")]
)
def test_a_server_that_is_away_has_taken_nothing(away: Exception) -> None:
    server = Server()
    server.away = away
    with pytest.raises(Unavailable) as failed:
        _send(_mail(server))
    assert (type(failed.value), failed.value.field) == (Unavailable, "mail")
    assert (server.connected, server.kept) == (1, [])


@pytest.mark.parametrize(
    "trouble",
    [{"rcpt": (550, b"nobody")}, {"data": (554, b"no")}, {"sent": (554, b"spam")}],
    ids=str,
)
def test_what_never_passes_is_refused(trouble: dict[str, Any]) -> None:
    server = Server(**trouble)
    mail = _mail(server)
    with pytest.raises(MailRefused) as refused:
        _send(mail)
    assert refused.value.code == "mail_refused"
    assert TO not in str(refused.value)
    assert server.kept == []
    _send(mail)
    assert len(server.kept) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:25", "smtp://", "mail"])
def test_a_bad_address_of_the_server_is_told_at_the_start(url: str) -> None:
    with pytest.raises(BadSettings, match="HAAT_SMTP_URL"):
        connector(url, "haat@deoghar.example")
