"""The mail adapter: Hindi survives, connections are kept and mended, no address gets out."""

import email
import email.policy
import smtplib
from email.message import EmailMessage

import pytest

from chassis.errors import Unavailable
from chassis.settings import BadSettings
from services.notify.adapters.smtp import SmtpMail, connector
from services.notify.ports import MailRefused

TO = "sunita@deoghar.example"


class Server:
    """Makes connections and keeps what came over them; `trouble` is raised first, in turn."""

    def __init__(self, *trouble: Exception) -> None:
        self.trouble, self.connected, self.closed = list(trouble), 0, 0
        self.kept: list[tuple[str, list[str], bytes]] = []

    def connect(self) -> smtplib.SMTP:
        self.connected += 1
        return _Connection(self)


class _Connection(smtplib.SMTP):
    """A connection without a network."""

    def __init__(self, server: Server) -> None:
        super().__init__(local_hostname="deoghar.example")
        self._server = server

    def sendmail(self, sender: str, to: list[str], content: bytes) -> dict[str, tuple[int, bytes]]:  # type: ignore[override]
        if self._server.trouble:
            raise self._server.trouble.pop(0)
        self._server.kept.append((sender, to, content))
        return {}

    def close(self) -> None:
        self._server.closed += 1
        super().close()


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


def test_a_connection_that_was_closed_while_idle_is_made_anew() -> None:
    server = Server()
    mail = _mail(server)
    _send(mail)
    server.trouble = [smtplib.SMTPServerDisconnected("idle")]
    _send(mail)
    assert (server.connected, server.closed, len(server.kept)) == (2, 1, 2)


@pytest.mark.parametrize(
    "trouble",
    [
        smtplib.SMTPServerDisconnected("gone"),
        TimeoutError("slow"),
        ConnectionRefusedError("away"),
        smtplib.SMTPSenderRefused(550, b"who", "haat@deoghar.example"),
        smtplib.SMTPRecipientsRefused({TO: (450, b"busy")}),
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPAuthenticationError(535, b"no"),
    ],
)
def test_what_may_pass_is_unavailable_and_tells_no_address(trouble: Exception) -> None:
    server = Server(trouble)
    with pytest.raises(Unavailable) as failed:
        _send(_mail(server))
    assert failed.value.field == "mail"
    assert failed.value.__suppress_context__
    assert (server.closed, server.kept) == (1, [])


@pytest.mark.parametrize(
    "trouble",
    [smtplib.SMTPRecipientsRefused({TO: (550, b"nobody")}), smtplib.SMTPDataError(554, b"spam")],
)
def test_what_never_passes_is_refused(trouble: Exception) -> None:
    mail = _mail(Server(trouble))
    with pytest.raises(MailRefused) as refused:
        _send(mail)
    assert refused.value.code == "mail_refused"
    assert TO not in str(refused.value)
    _send(mail)


@pytest.mark.parametrize("url", ["http://127.0.0.1:25", "smtp://", "mail"])
def test_a_bad_address_of_the_server_is_told_at_the_start(url: str) -> None:
    with pytest.raises(BadSettings, match="HAAT_SMTP_URL"):
        connector(url, "haat@deoghar.example")
