"""`haat status`: what runs, since when, and whether it is ready."""

import argparse

from deploy.local.programs import all_programs
from deploy.local.readiness import is_ready
from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor

NAME = "status"
HELP = "show every program: running, ready, ports"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """0 when every program runs and is ready, 3 otherwise."""
    supervisor = Supervisor(settings)
    states = supervisor.states() if supervisor.answers() else {}
    healthy = bool(states)
    for program in all_programs(settings):
        info = states.get(program.name, {"statename": "STOPPED", "description": ""})
        runs = info["statename"] == "RUNNING"
        ready = runs and is_ready(program)
        healthy = healthy and ready
        ports = " ".join(str(settings.port(name)) for name in program.ports)
        word = "ready" if ready else "not ready" if runs else "-"
        detail = f"{info['statename'].lower():<9} {word:<10} {ports:<24} {info['description']}"
        print(f"{program.name:<16} {detail}".rstrip())
    return 0 if healthy else 3
