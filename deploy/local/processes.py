"""Finds the processes of a var folder by the mark that supervisord hands down to them."""

import contextlib
import os
import signal
import time
from pathlib import Path

from deploy.local.settings import Settings
from deploy.local.supervisor import MARK

_GRACE_SECONDS = 20


def left_behind(settings: Settings) -> dict[int, str]:
    """Command lines of all living processes of this var folder, by process id."""
    mark = f"{MARK}={settings.var}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(folder.name)] = command.decode(errors="replace").strip()
    return found


def end_left_behind(settings: Settings) -> dict[int, str]:
    """Ask them to end, then make them; answers what there was to end."""
    found = left_behind(settings)
    for number, seconds in ((signal.SIGTERM, _GRACE_SECONDS), (signal.SIGKILL, _GRACE_SECONDS)):
        for process in left_behind(settings):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)
        deadline = time.monotonic() + seconds
        while left_behind(settings) and time.monotonic() < deadline:
            time.sleep(0.1)
    return found


def await_none(settings: Settings, seconds: float) -> dict[int, str]:
    """Wait until no process is left; answers those that are."""
    deadline = time.monotonic() + seconds
    while (left := left_behind(settings)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left
