"""Tells whether a port is free, and who holds it."""

import contextlib
import socket
from collections.abc import Iterable
from pathlib import Path

from deploy.local.settings import Settings

_LISTEN = "0A"
_MOST_LINES = 4


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError:
            return False
    return True


def taken(settings: Settings, names: Iterable[str]) -> list[str]:
    """One line per taken port, the first few of them: which, by whom, what setting moves it."""
    busy = [name for name in names if not is_free(settings.port(name))]
    lines = [
        f"port {settings.port(name)} is taken{holder(settings.port(name))}: free it, or set "
        f"HAAT_PORT_{name} (or HAAT_PORT_OFFSET for all ports) to another"
        for name in busy[:_MOST_LINES]
    ]
    more = [f"HAAT_PORT_{name}={settings.port(name)}" for name in busy[_MOST_LINES:]]
    return lines + ([f"taken too: {', '.join(more)}"] if more else [])


def holder(port: int) -> str:
    """` by process 12 (name)` for the process that listens on a port, else an empty text."""
    inodes = _listening_inodes(port)
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if _open_files(process) & inodes:
                words = (process / "cmdline").read_bytes().split(b"\0")
                command = b" ".join(words).decode(errors="replace").strip()
                return f" by process {process.name} ({command[:120]})"
    return ""


def _open_files(process: Path) -> set[str]:
    links = set()
    for link in (process / "fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            links.add(str(link.readlink()))
    return links


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        with contextlib.suppress(OSError):
            for line in table.read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == _LISTEN and int(fields[1].rpartition(":")[2], 16) == port:
                    found.add(f"socket:[{fields[9]}]")
    return found
