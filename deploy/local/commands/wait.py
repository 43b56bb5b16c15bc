"""`haat wait`: until everything that was started is ready, after a drill for instance."""

import argparse

from deploy.local.programs import all_programs
from deploy.local.readiness import await_ready
from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor, SupervisorDown

NAME = "wait"
HELP = "wait until every program that was started is ready"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long, in seconds."""
    parser.add_argument("--seconds", type=float, default=60.0, help="give up after (60)")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """0 when all are ready in time."""
    supervisor = Supervisor(settings)
    if not supervisor.answers():
        raise SupervisorDown("nothing runs here: start with `haat up`")
    states = supervisor.states()
    started = [
        program
        for program in all_programs(settings)
        if states.get(program.name, {}).get("statename", "STOPPED") != "STOPPED"
    ]
    await_ready(settings, supervisor, started, seconds=options.seconds)
    return 0
