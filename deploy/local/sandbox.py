"""The message sandbox: takes e-mail by SMTP, SMS and calls by HTTP, delivers none, shows all.

It runs in the tools' environment (which has aiosmtpd), keeps everything on disk, and answers
    POST /sms {"to", "text"} → 202 {"id"}    GET /sms?to=    GET /mail?to=    DELETE /messages
    POST /calls {"to", "text"} → 202 {"id"}  GET /calls?to=  (a call reads its text aloud)
"""

import argparse
import json
import signal
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller  # type: ignore[import-not-found]

from deploy.local.inbox import BadSms, MailBox, SmsBox

_MOST_BYTES = 100_000
_ENDS = {signal.SIGTERM, signal.SIGINT}


class MailDoor:
    """aiosmtpd's handler: keeps each message."""

    def __init__(self, mails: MailBox) -> None:
        self._mails = mails

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Acknowledge a message only once it is on disk."""
        self._mails.add(envelope.mail_from, envelope.rcpt_tos, envelope.content)
        return "250 kept in the sandbox"


class MessageDoor(BaseHTTPRequestHandler):
    """The HTTP door."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the body waits 40 ms for the head's acknowledgement
    mails: MailBox
    texts: SmsBox
    calls: SmsBox

    def do_GET(self) -> None:
        """List messages, newest last, of one recipient or of all."""
        where = urlsplit(self.path)
        to = parse_qs(where.query.replace("+", "%2B")).get("to", [None])[0]
        boxes: dict[str, Callable[[str | None], list[dict[str, str]]]] = {
            "/sms": self.texts.to,
            "/calls": self.calls.to,
            "/mail": self.mails.to,
        }
        if where.path in boxes:
            self._answer(HTTPStatus.OK, boxes[where.path](to))
        else:
            self._answer(
                HTTPStatus.NOT_FOUND, {"detail": "there are /sms, /calls, /mail and /messages"}
            )

    def do_POST(self) -> None:
        """Take one SMS or call; the same Idempotency-Key stores it once."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MOST_BYTES))
        box = {"/sms": self.texts, "/calls": self.calls}.get(urlsplit(self.path).path)
        if box is None:
            self._answer(HTTPStatus.NOT_FOUND, {"detail": "there are POST /sms and POST /calls"})
            return
        try:
            identifier = box.add(body, self.headers.get("Idempotency-Key"))
        except BadSms as error:
            self._answer(HTTPStatus.BAD_REQUEST, {"detail": str(error)})
        else:
            self._answer(HTTPStatus.ACCEPTED, {"id": identifier})

    def do_DELETE(self) -> None:
        """Forget all messages."""
        if urlsplit(self.path).path != "/messages":
            self._answer(HTTPStatus.NOT_FOUND, {"detail": "there is DELETE /messages"})
            return
        self.texts.clear()
        self.calls.clear()
        self.mails.clear()
        self._answer(HTTPStatus.OK, {})

    def _answer(self, status: HTTPStatus, content: object) -> None:
        body = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """No access log: paths carry phone numbers."""


def main() -> int:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)  # in every thread: the main one waits for it
    MessageDoor.mails = MailBox(options.folder / "mail")
    MessageDoor.texts = SmsBox(options.folder / "sms.jsonl")
    MessageDoor.calls = SmsBox(options.folder / "calls.jsonl")
    smtp = Controller(MailDoor(MessageDoor.mails), hostname=options.host, port=options.smtp_port)
    server = ThreadingHTTPServer((options.host, options.http_port), MessageDoor)
    smtp.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    signal.sigwait(_ENDS)
    server.shutdown()
    smtp.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
