"""The accounts service as a real process, with its database, broker and a message sandbox."""

import json
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from deploy.local.credentials import new_signing_key
from deploy.local.settings import load_settings
from tests.integration.local.local_process import free_port, listens, running
from tests.servers import settings_of

PER_NETWORK = 12
START_SECONDS = 180
"""A busy machine takes its time to import."""


class Live:
    """How tests talk to it. Each caller names the address from which they come."""

    def __init__(self, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}"
        self.sandbox = f"http://127.0.0.1:{free_port()}"
        self.folder, self.keys = folder, folder / "signing.json"
        self.admin = number()
        self.write_keys(new_signing_key())

    @property
    def environment(self) -> dict[str, str]:
        """What the service reads."""
        return (
            {key: value for key, value in os.environ.items() if not key.startswith("HAAT_")}
            | settings_of("accounts")
            | {
                "HAAT_HTTP_PORT": self.url.rpartition(":")[2],
                "HAAT_JWKS_URL": f"{self.url}/.well-known/jwks.json",
                "HAAT_SMS_URL": f"{self.sandbox}/sms",
                "HAAT_VOICE_URL": f"{self.sandbox}/calls",
                "HAAT_SIGNING_KEYS_FILE": str(self.keys),
                "HAAT_SEED_STAFF": f"{self.admin}:admin:everywhere",
                "HAAT_LOGIN_RESEND_SECONDS": "0",
                "HAAT_CODES_PER_NETWORK": str(PER_NETWORK),
                "HAAT_RATE_WRITES": "0",
                "HAAT_LOG_LEVEL": "WARNING",
            }
        )

    def write_keys(self, *keys: dict[str, str]) -> None:
        """As an operator does: a new file in place of the old."""
        fresh = self.keys.with_suffix(".new")
        fresh.write_text(json.dumps(list(keys)))
        fresh.replace(self.keys)

    def ask(
        self, method: str, path: str, body: Any = None, *, token: str = "", **headers: str
    ) -> requests.Response:
        """`network`, `key` and `device` become the headers they stand for."""
        names = {"network": "X-Forwarded-For", "key": "Idempotency-Key", "device": "User-Agent"}
        headers = {"network": a_network()} | headers
        given = {names[name]: value for name, value in headers.items()} | {"Accept-Language": "en"}
        given |= {"Authorization": f"Bearer {token}"} if token else {}
        return requests.request(method, self.url + path, json=body, headers=given, timeout=20)

    def post(self, path: str, body: Any, **more: str) -> requests.Response:
        return self.ask("POST", path, body, **more)

    def texts(self, phone: str, box: str = "sms") -> list[str]:
        """What came to that phone, oldest first."""
        found = requests.get(f"{self.sandbox}/{box}", params={"to": phone}, timeout=20).json()
        return [message["text"] for message in found]

    def code(self, phone: str) -> str:
        """The newest code."""
        return re.findall(r"[0-9]{6}", self.texts(phone)[-1])[0]

    def start(self, phone: str, network: str = "") -> str:
        """A login's id; its code lies in the sandbox."""
        asked = self.post("/v1/logins", {"phone": phone}, network=network or a_network())
        assert asked.status_code == 202, asked.text
        return str(asked.json()["login_id"])

    def log_in(self, phone: str, **more: str) -> dict[str, Any]:
        """The answer of POST /v1/tokens."""
        body = {"login_id": self.start(phone), "code": self.code(phone)}
        opened = self.post("/v1/tokens", body, **{"network": a_network()} | more)
        assert opened.status_code == 201, opened.text
        found: dict[str, Any] = opened.json()
        return found

    def refresh(self, token: str, **more: str) -> requests.Response:
        return self.post("/v1/token-refreshes", {"refresh_token": token}, **more)


def number() -> str:
    """A phone that nobody had before."""
    return f"+9195{secrets.randbelow(10**8):08d}"


def a_network() -> str:
    """An address that nobody had before: the counts of others last for an hour."""
    return f"2001:db8:{secrets.randbelow(2**16):x}:{secrets.randbelow(2**16):x}::1"


def a_key() -> str:
    """An Idempotency-Key that nobody had before."""
    return f"test-{secrets.token_hex(8)}"


@contextmanager
def running_accounts(folder: Path) -> Iterator[Live]:
    """From the start of both processes to their end."""
    live = Live(folder)
    python = str(load_settings({}).tools / "bin" / "python")
    http, smtp = live.sandbox.rpartition(":")[2], str(free_port())
    sandbox = [python, "-m", "deploy.local.sandbox", "--smtp-port", smtp, "--http-port", http]
    service = [sys.executable, "-m", "services", "accounts"]
    with (
        running([*sandbox, "--folder", str(folder)], int(http)),
        running(service, environment=live.environment) as process,
    ):
        end, port = time.monotonic() + START_SECONDS, int(live.url.rpartition(":")[2])
        while not (listens(port) and live.ask("GET", "/readyz").status_code == 200):
            assert process.poll() is None, "accounts ended"
            assert time.monotonic() < end, f"accounts is not ready within {START_SECONDS} s"
            time.sleep(0.2)
        yield live
