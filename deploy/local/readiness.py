"""Waits for programs to be ready, and tells how long each took."""

import http.client
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from deploy.local.program import Program
from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor, log_file

_PAUSE = 0.1
_PROBE_SECONDS = 2
_LOG_LINES = 20
_MOST_STARTS = 6  # it ends again and again: waiting longer is of no use


class NotReady(Exception):
    """A program did not become ready; the text says which, and its last log lines."""


def is_ready(program: Program) -> bool:
    """Whether all addresses of a program answer now."""
    return all(_answers(address) for address in program.ready)


def _answers(address: str) -> bool:
    try:
        if address.startswith("http"):
            with urllib.request.urlopen(address, timeout=_PROBE_SECONDS) as answer:  # noqa: S310
                return bool(200 <= answer.status < 300)
        where = urlsplit(address)
        with socket.create_connection((where.hostname, where.port), timeout=_PROBE_SECONDS):
            return True
    except (OSError, http.client.HTTPException, urllib.error.URLError):
        return False


def await_ready(
    settings: Settings, supervisor: Supervisor, programs: list[Program], *, seconds: float
) -> None:
    """Print a line when a program is ready; raises NotReady for a failed or too slow one."""
    begun = time.monotonic()
    waiting = {program: set[int]() for program in programs}  # with the process ids seen
    while waiting:
        states = supervisor.states()
        for program, seen in list(waiting.items()):
            state, waited = states[program.name]["statename"], time.monotonic() - begun
            seen.add(states[program.name]["pid"])
            if state == "RUNNING" and is_ready(program):
                print(f"  {program.name:<16} ready after {waited:.1f} s", flush=True)
                del waiting[program]
            elif waited > seconds or state == "FATAL" or len(seen) > _MOST_STARTS:
                raise NotReady(_report(settings, program, state, waited))
        time.sleep(_PAUSE if waiting else 0)


def _report(settings: Settings, program: Program, state: str, seconds: float) -> str:
    log = log_file(settings, program.name)
    return f"{program.name} is not ready after {seconds:.0f} s ({state.lower()}); {log} ends:\n" + (
        "\n".join(f"  | {line}" for line in last_lines(log, _LOG_LINES))
    )


def last_lines(path: Path, count: int) -> list[str]:
    """The end of a text file; nothing for a file that is not there."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 200 * count))
        return file.read().decode(errors="replace").splitlines()[-count:]
