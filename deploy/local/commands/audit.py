"""`haat audit`: the trail of what staff and partners did, checked, shown and exported."""

import argparse

from deploy.local.environment import service_environment
from deploy.local.settings import Settings
from services.accounts.entrypoints import audit_command

NAME = "audit"
HELP = "check that the audit trail is as it was written; show or export what staff did"


def arguments(parser: argparse.ArgumentParser) -> None:
    """See `services.accounts.entrypoints.audit_command`."""
    audit_command.arguments(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """On the database of HAAT_MONGO_URL; without it, on that of this set-up."""
    return audit_command.run(service_environment(settings, "accounts"), options)
