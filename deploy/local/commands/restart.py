"""`haat restart`: stops programs and starts them with their present settings."""

import argparse
import sys

from deploy.local.commands.up import start
from deploy.local.programs import all_programs, prepare
from deploy.local.rabbitmq import grant_rights
from deploy.local.settings import SERVICES, Settings
from deploy.local.supervisor import Supervisor, SupervisorDown

NAME = "restart"
HELP = "restart programs by name; `services` means all seven"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Names of programs."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="as in `haat status`")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """1 when a name is unknown."""
    supervisor = Supervisor(settings)
    if not supervisor.answers():
        raise SupervisorDown("nothing runs here: start with `haat up`")
    names = [*options.names, *(SERVICES if "services" in options.names else ())]
    programs = {program.name: program for program in all_programs(settings)}
    unknown = [name for name in names if name not in programs and name != "services"]
    if unknown:
        print(f"haat: no program {unknown[0]}; there are: {', '.join(programs)}", file=sys.stderr)
        return 1
    prepare(settings)
    supervisor.configure(list(programs.values()))
    chosen = [program for name, program in programs.items() if name in names]
    if any(name in SERVICES for name in names):
        grant_rights(settings)
    supervisor.stop([program.name for program in chosen])
    start(settings, supervisor, chosen)
    return 0
