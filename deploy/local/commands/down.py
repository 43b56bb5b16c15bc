"""`haat down`: stops everything in reverse order and proves that nothing is left."""

import argparse
import sys
import time

from deploy.local.processes import await_none, end_left_behind
from deploy.local.settings import SERVICES, Settings
from deploy.local.supervisor import Supervisor

NAME = "down"
HELP = "stop everything; no process is left behind"
_DOORS = ("nginx", "sample-partner")


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """0 when no process of this var folder is left."""
    begun = time.monotonic()
    supervisor = Supervisor(settings)
    if supervisor.answers():
        _stop(supervisor)
        supervisor.shut_down()
        await_none(settings, seconds=60)
    for process, command in end_left_behind(settings).items():
        print(f"  ended process {process}, which had no parent: {command[:80]}")
    left = await_none(settings, seconds=0)
    for process, command in left.items():
        print(f"  process {process} does not end: {command[:80]}", file=sys.stderr)
    print(f"down after {time.monotonic() - begun:.1f} s, {len(left)} processes left", flush=True)
    return 1 if left else 0


def _stop(supervisor: Supervisor) -> None:
    """The gateway first, then the services, which drain, then what they stand on."""
    states = supervisor.states().items()
    running = [name for name, info in states if info["pid"] or info["statename"] == "BACKOFF"]
    doors = [name for name in running if name in _DOORS]
    services = [name for name in running if name in SERVICES]
    servers = [name for name in running if name not in (*_DOORS, *SERVICES)]
    for names in (doors, services, servers):
        supervisor.stop(names)
        if names:
            print(f"  stopped {', '.join(names)}", flush=True)
