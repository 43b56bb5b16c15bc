"""Makes programs that run take over configuration files that have changed since they read them."""

import hashlib
from collections.abc import Iterable

from deploy.local.credentials import write_private
from deploy.local.program import Program
from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor


def take_over(settings: Settings, supervisor: Supervisor, programs: Iterable[Program]) -> None:
    """Ask those that can to read their files again, stop the others: they are started anew."""
    states = supervisor.states()
    for program in programs:
        if not program.configuration:
            continue
        stamp = settings.var / "read" / program.name
        before = stamp.read_text(encoding="utf-8") if stamp.exists() else None
        now = _digest(program)
        if before != now and states[program.name]["pid"] and before is not None:
            _renew(supervisor, program)
        write_private(stamp, now)


def _renew(supervisor: Supervisor, program: Program) -> None:
    print(f"  {program.name:<16} has a changed configuration", flush=True)
    if program.reload_signal:
        supervisor.signal(program.name, program.reload_signal)
    else:
        supervisor.stop([program.name])


def _digest(program: Program) -> str:
    """Of all files together; one that is not there counts as empty."""
    found = hashlib.sha256()
    for path in program.configuration:
        text = path.read_bytes() if path.exists() else b""
        found.update(hashlib.sha256(text).digest())
    return found.hexdigest()
