"""`haat logs`: the programs' output."""

import argparse
import subprocess
import sys

from deploy.local.settings import Settings
from deploy.local.supervisor import log_file

NAME = "logs"
HELP = "print the last log lines of one program or of all"


def arguments(parser: argparse.ArgumentParser) -> None:
    """A program's name, and `-f`."""
    parser.add_argument("name", nargs="?", help="a program; all without one")
    parser.add_argument("-f", "--follow", action="store_true", help="go on printing")
    parser.add_argument("-n", "--lines", type=int, default=40, help="how many lines (40)")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """1 when there is no such log."""
    named = [log_file(settings, options.name)] if options.name else []
    files = named or sorted(settings.logs.glob("*.log"))
    missing = [file for file in files if not file.exists()]
    if missing or not files:
        known = ", ".join(sorted(file.stem for file in settings.logs.glob("*.log")))
        print(f"haat: no such log; there are: {known or 'none'}", file=sys.stderr)
        return 1
    follow = ["-F"] if options.follow else []
    return subprocess.run(["tail", "-n", str(options.lines), *follow, *files]).returncode
