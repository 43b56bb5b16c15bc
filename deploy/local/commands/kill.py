"""`haat kill`: kill -9 of a program, for drills; the process manager brings it back."""

import argparse
import os
import signal
import sys

from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor, SupervisorDown

NAME = "kill"
HELP = "kill -9 a program and its children, for drills; it is restarted at once"


def arguments(parser: argparse.ArgumentParser) -> None:
    """A program's name."""
    parser.add_argument("name", help="as in `haat status`")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """1 when the program does not run."""
    process = kill(settings, options.name)
    if process is None:
        print(f"haat: {options.name} does not run", file=sys.stderr)
        return 1
    print(f"killed {options.name} (process {process})")
    return 0


def kill(settings: Settings, name: str) -> int | None:
    """Kill a program's whole process group; answers its process id, None when it does not run."""
    supervisor = Supervisor(settings)
    if not supervisor.answers():
        raise SupervisorDown("nothing runs here: start with `haat up`")
    process = int(supervisor.states().get(name, {}).get("pid", 0))
    if not process:
        return None
    os.killpg(process, signal.SIGKILL)
    return process
