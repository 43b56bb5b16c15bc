"""What the message sandbox keeps: e-mails in a Maildir, SMS as JSON lines."""

import email
import email.policy
import json
import mailbox
import shutil
import threading
import uuid
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypedDict


class BadSms(Exception):
    """The request for an SMS cannot be read."""


class Sms(TypedDict):
    """One stored SMS; `key` is the sender's Idempotency-Key or nothing."""

    id: str
    to: str
    text: str
    at: str
    key: str | None


class SmsBox:
    """SMS in the order they came, one JSON line each."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._lock = threading.Lock()
        self._kept: list[Sms] = _whole_lines(path)
        self._of: dict[str, list[Sms]] = {}
        for sms in self._kept:
            self._of.setdefault(sms["to"], []).append(sms)
        self._keys: dict[str, str] = {sms["key"]: sms["id"] for sms in self._kept if sms["key"]}

    def add(self, body: bytes, key: str | None) -> str:
        """Store one SMS and answer its id; raises BadSms."""
        try:
            wanted = json.loads(body)
            to, text = str(wanted["to"]), str(wanted["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadSms('the body must be {"to": "+91…", "text": "…"}') from error
        with self._lock:
            if key and key in self._keys:
                return self._keys[key]
            identifier = f"sms_{uuid.uuid4().hex}"
            at = datetime.now(UTC).isoformat()
            sms = Sms(id=identifier, to=to, text=text, at=at, key=key)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(sms, ensure_ascii=False) + "\n")
            self._kept.append(sms)
            self._of.setdefault(to, []).append(sms)
            if key:
                self._keys[key] = identifier
        return identifier

    def to(self, phone: str | None) -> list[dict[str, str]]:
        """The SMS of one phone, or of all, newest last."""
        return [
            {"id": sms["id"], "to": sms["to"], "text": sms["text"], "at": sms["at"]}
            for sms in (self._kept if phone is None else self._of.get(phone, []))
        ]

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept, self._of, self._keys = [], {}, {}
            self._path.unlink(missing_ok=True)


def _whole_lines(path: Path) -> list[Any]:
    """What a file holds; a last line that a kill has cut off is removed from it."""
    if not path.exists():
        return []
    whole, end, cut = path.read_text(encoding="utf-8", errors="replace").rpartition("\n")
    if cut:
        path.write_text(whole + end, encoding="utf-8")
    return [json.loads(line) for line in whole.split("\n") if line]


class MailBox:
    """E-mails in a Maildir; what lists show is in memory, and in JSON lines for a restart."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder, self._shown = folder, folder.with_suffix(".jsonl")
        self._lock = threading.Lock()
        self._maildir = mailbox.Maildir(folder, create=True)
        known = {line["name"]: line["mail"] for line in _whole_lines(self._shown)}
        names = sorted(self._maildir.keys(), key=_arrival)
        self._kept = [known.get(name) or _summary(self._maildir.get_bytes(name)) for name in names]

    def add(self, sender: str, recipients: list[str], content: bytes) -> None:
        """Store one message; its envelope and the time are put before its own headers."""
        head = (
            f"X-Haat-From: {sender}\r\nX-Haat-To: {','.join(recipients)}\r\n"
            f"X-Haat-At: {datetime.now(UTC).isoformat()}\r\n"
        )
        stored = head.encode() + content
        with self._lock:
            name, mail = self._maildir.add(stored), _summary(stored)
            with self._shown.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"name": name, "mail": mail}) + "\n")
            self._kept.append(mail)

    def to(self, address: str | None) -> list[dict[str, str]]:
        """The e-mails of one recipient, or of all, newest last."""
        return [mail for mail in self._kept if address is None or address in mail["to"].split(",")]

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept = []
            shutil.rmtree(self._folder)
            self._shown.unlink(missing_ok=True)
            self._maildir = mailbox.Maildir(self._folder, create=True)


def _arrival(name: str) -> tuple[int, int]:
    """A Maildir name begins with `seconds.MmicrosecondsP…`."""
    seconds, rest = name.split(".")[:2]
    return int(seconds), int(rest[1:].partition("P")[0])


def _summary(stored: bytes) -> dict[str, str]:
    mail = email.message_from_bytes(stored, EmailMessage, policy=email.policy.default)
    body = mail.get_body(("plain", "html"))
    return {
        "from": str(mail["X-Haat-From"]),
        "to": str(mail["X-Haat-To"]),
        "subject": str(mail["Subject"] or ""),
        "text": str(body.get_content()) if body else "",
        "at": str(mail["X-Haat-At"]),
    }
