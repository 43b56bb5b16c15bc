"""`haat parked`: the operator's hand for messages that could not be handled."""

import argparse

from chassis.runtime.parked import command as parked_command
from deploy.local.rabbitmq import broker_url
from deploy.local.settings import Settings

NAME = "parked"
HELP = "list, show, replay or drop what could not be handled; read who did so"


def arguments(parser: argparse.ArgumentParser) -> None:
    """See `chassis.runtime.parked.command`."""
    parked_command.arguments(parser)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """On the broker of HAAT_AMQP_URL; without it, on that of this set-up."""
    own = broker_url(settings, "operator")
    return parked_command.run(settings.given.get("HAAT_AMQP_URL", own), options)
