"""`haat up`: starts what does not run yet, in order, each group when the one before is ready."""

import argparse
import subprocess
import sys
import time

from deploy.local.ports import taken
from deploy.local.processes import end_left_behind
from deploy.local.program import Program
from deploy.local.programs import all_programs, prepare, stages
from deploy.local.rabbitmq import grant_rights
from deploy.local.readiness import await_ready
from deploy.local.reloading import take_over
from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor

NAME = "up"
HELP = "start the backing servers, the services and the gateway"
_SECONDS = 180.0
_RUNS = ("RUNNING", "STARTING", "BACKOFF")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--servers-only` leaves the services and the gateway out."""
    parser.add_argument("--servers-only", action="store_true", help="only the backing servers")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Start everything; 1 when a port is taken."""
    begun = time.monotonic()
    groups = stages(settings)[: 1 if options.servers_only else None]
    supervisor = Supervisor(settings)
    if not supervisor.answers():
        _clear(settings)
    problems = _taken_ports(settings, supervisor, groups)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    prepare(settings)
    supervisor.configure(all_programs(settings))
    start(settings, supervisor, groups[0])
    _grant(settings, must=not options.servers_only)
    for group in groups[1:]:
        start(settings, supervisor, group)
    print(f"up after {time.monotonic() - begun:.1f} s", flush=True)
    return 0


def _grant(settings: Settings, *, must: bool) -> None:
    """Rights follow from the services' code: servers alone are of use while that is broken."""
    try:
        grant_rights(settings)
    except subprocess.CalledProcessError:
        if must:
            raise
        print("the services' users at the broker have not been given their rights", flush=True)


def start(settings: Settings, supervisor: Supervisor, programs: list[Program]) -> None:
    """Start programs together, with their present settings, and wait until all are ready."""
    take_over(settings, supervisor, programs)
    for program in programs:
        supervisor.start(program.name)
    await_ready(settings, supervisor, programs, seconds=_SECONDS)


def _clear(settings: Settings) -> None:
    for process, command in end_left_behind(settings).items():
        print(f"ended process {process}, left behind by an earlier run: {command[:80]}")


def _taken_ports(
    settings: Settings, supervisor: Supervisor, groups: list[list[Program]]
) -> list[str]:
    ours = supervisor.states() if supervisor.answers() else {}
    idle = [
        program
        for group in groups
        for program in group
        if ours.get(program.name, {}).get("statename") not in _RUNS
    ]
    own = [] if ours else ["SUPERVISOR"]
    return taken(settings, [*own, *(name for program in idle for name in program.ports)])
