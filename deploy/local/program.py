"""A program that the process manager runs, and how one sees that it is ready."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PYTHON: Final = str(Path(sys.executable).with_name("python"))
"""By one name, however this process was started: else programs would seem to have changed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Program:
    """One process of the local set-up.

    `ready` holds addresses that must all answer: `tcp://` accepts a connection, `http://` says 2xx.
    When a file of `configuration` has changed, `reload_signal` makes a running program read it;
    one without that signal is restarted.
    """

    name: str
    command: tuple[str, ...]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    ports: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    user: str | None = None
    stop_signal: str = "TERM"
    stop_group: bool = False
    patient: bool = False
    """On one machine it yields to what callers wait for."""
    stop_seconds: int = 30
    configuration: tuple[Path, ...] = ()
    reload_signal: str | None = None
