"""`haat env`: the environment of a service, to run it by hand."""

import argparse
import shlex
import sys

from deploy.local.environment import service_environment
from deploy.local.settings import SERVICES, Settings

NAME = "env"
HELP = "print a service's settings as shell exports (they hold local passwords)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """A service's name."""
    parser.add_argument("service", choices=sorted(SERVICES))


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Always 0."""
    for key, value in sorted(service_environment(settings, options.service).items()):
        sys.stdout.write(f"export {key}={shlex.quote(value)}\n")
    return 0
