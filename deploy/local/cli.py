"""The `haat` command."""

import argparse
import subprocess
import sys
import xmlrpc.client
from collections.abc import Sequence
from typing import Protocol

from deploy.local.commands import (
    asyncapi,
    audit,
    client,
    demo,
    down,
    env,
    image,
    keys,
    kill,
    logs,
    openapi,
    parked,
    policy,
    restart,
    retention,
    search,
    status,
    test,
    up,
    urls,
    wait,
)
from deploy.local.elasticsearch import NoJava
from deploy.local.readiness import NotReady
from deploy.local.settings import BadSettings, Settings, load_settings
from deploy.local.supervisor import SupervisorDown
from deploy.local.template import UnknownPlaceholder


class Command(Protocol):
    """A module of `deploy.local.commands`."""

    NAME: str
    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, settings: Settings, options: argparse.Namespace) -> int:
        """Do it; the answer is the exit code."""


COMMANDS: tuple[Command, ...] = (
    demo,
    image,
    openapi,
    client,
    asyncapi,
    test,
    up,
    down,
    status,
    logs,
    restart,
    kill,
    keys,
    urls,
    env,
    wait,
    parked,
    policy,
    retention,
    search,
    audit,
)
_FAILURES = (
    BadSettings,
    NoJava,
    NotReady,
    SupervisorDown,
    UnknownPlaceholder,
    OSError,
    subprocess.CalledProcessError,
    xmlrpc.client.Fault,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command; 0 when it succeeded."""
    parser = argparse.ArgumentParser(prog="haat", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        child = commands.add_parser(command.NAME, help=command.HELP, description=command.HELP)
        command.arguments(child)
        child.set_defaults(run=command.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(load_settings(), options))
    except _FAILURES as failure:
        print(f"haat: {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
