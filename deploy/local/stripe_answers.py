"""Stripe's idempotency rules: which answer belongs to a key, durable across kill -9.

A key is *open* from before the request goes out until its answer is on disk. A key found open
later (a crash, a 5xx, a lost connection) has an unknown outcome: it is never sent again blindly,
see `stripe_proxy.settle`.
"""

import hashlib
import sqlite3
import threading
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import parse_qsl

_KEPT_SECONDS = 30 * 24 * 3600  # Stripe keeps keys for at least a day
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, request TEXT NOT NULL, at REAL NOT NULL,
    status INTEGER, kind TEXT, body BLOB
)"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An HTTP answer."""

    status: int
    body: bytes
    kind: str = "application/json"


class Claim(Enum):
    """What a request with a key may do, when there is no answer to replay."""

    FRESH = "send it"
    UNSETTLED = "find out first what became of the earlier try"
    IN_FLIGHT = "the same key is being worked on"
    OTHER_REQUEST = "the key belongs to a request with other parameters"


class Answers:
    """Answers by idempotency key, in one SQLite file that is synced on every change."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=FULL")
        self._database.execute(_SCHEMA)
        self._database.execute("DELETE FROM answers WHERE at < ?", (time.time() - _KEPT_SECONDS,))
        self._lock = threading.Lock()
        self._in_flight: set[str] = set()

    def claim(self, key: str, request: str) -> Answer | Claim:
        """The stored answer, or what may be done; FRESH and UNSETTLED must be released."""
        with self._lock:
            row = self._database.execute(
                "SELECT request, status, kind, body FROM answers WHERE key = ?", (key,)
            ).fetchone()
            if row is not None and row[0] != request:
                return Claim.OTHER_REQUEST
            if key in self._in_flight:
                return Claim.IN_FLIGHT
            if row is not None and row[1] is not None:
                return Answer(status=row[1], kind=row[2], body=row[3])
            self._in_flight.add(key)
            if row is not None:
                return Claim.UNSETTLED
            self._database.execute(
                "INSERT INTO answers (key, request, at) VALUES (?, ?, ?)",
                (key, request, time.time()),
            )
            return Claim.FRESH

    def keep(self, key: str, answer: Answer) -> None:
        """Make this the answer of the key for good."""
        with self._lock:
            self._database.execute(
                "UPDATE answers SET status = ?, kind = ?, body = ? WHERE key = ?",
                (answer.status, answer.kind, answer.body, key),
            )

    def release(self, key: str) -> None:
        """End the claim; without an answer kept, the key stays open."""
        with self._lock:
            self._in_flight.discard(key)


def is_kept(answer: Answer) -> bool:
    """Stripe keeps what an executed request answered, declines included."""
    return answer.status < 500 and answer.status not in (401, 409, 429)


def fingerprint(path: str, body: bytes) -> str:
    """Equal for equal paths and parameters, whatever their order."""
    parameters = sorted(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    return hashlib.sha256(repr((path, parameters)).encode()).hexdigest()


def key_digest(key: str) -> str:
    """What marks the objects made under a key, in their metadata."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]
