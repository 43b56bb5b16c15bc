"""Runs one service: `python -m services orders`. SIGTERM drains and exits with 0."""

import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import sys
from importlib import import_module

from chassis.runtime.life import live
from chassis.settings import BadSettings, ServiceSettings, read

NAMES = ("accounts", "catalog", "orders", "payments", "delivery", "search", "notify")


def main(arguments: list[str]) -> int:
    """Start the named service and stay until told to stop."""
    if len(arguments) != 1 or arguments[0] not in NAMES:
        print(f"usage: python -m services {'|'.join(NAMES)}", file=sys.stderr)
        return 0 if arguments == ["--help"] else 2
    try:
        return run(arguments[0], read(ServiceSettings))
    except BadSettings as bad:
        print(f"{arguments[0]}: {bad}", file=sys.stderr)
        return 2


def run(name: str, settings: ServiceSettings) -> int:
    """The service's life, from its doors opening to its drain."""
    return live(import_module(f"services.{name}.entrypoints.service").SERVICE, settings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
