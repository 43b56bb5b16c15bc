"""Real processes on free ports of the loopback address, for the tests of the local set-up."""

import contextlib
import http.client
import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deploy.local.settings import ROOT

SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(holds: Callable[[], object], what: str) -> None:
    """Poll until something holds; fails after a deadline."""
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"not within {SECONDS} s: {what}"
        time.sleep(0.02)


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def running(
    command: Sequence[str], *ports: int, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that listens on these ports; it is ended at the end."""
    process = subprocess.Popen(list(command), cwd=ROOT, env=environment)
    try:
        for port in ports:
            until(lambda port=port: listens(port), f"{command} listens on {port}")
        yield process
    finally:
        process.terminate()
        process.wait(SECONDS)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An HTTP answer as a test sees it."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    port: int,
    method: str,
    path: str,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> Reply:
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        door.request(method, path, body, dict(headers or {}))
        answer = door.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(status=answer.status, headers=names, body=answer.read())
    finally:
        door.close()
