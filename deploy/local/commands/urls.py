"""`haat urls`: where everything answers."""

import argparse

from deploy.local.settings import Settings

NAME = "urls"
HELP = "print the addresses of what runs"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Always 0."""
    for name, address in addresses(settings).items():
        print(f"{name:<20} {address}")
    return 0


def addresses(settings: Settings) -> dict[str, str]:
    """What a person may want to open in a browser, by its name."""
    return {
        "gateway": settings.url("GATEWAY"),
        "API docs": f"{settings.url('GATEWAY')}/docs/",
        "Prometheus": settings.url("PROMETHEUS"),
        "Alertmanager": settings.url("ALERTMANAGER"),
        "RabbitMQ": f"{settings.url('RABBITMQ_MANAGEMENT')} (user haat, password in "
        f"{settings.var / 'secrets.env'})",
        "messages (sandbox)": f"{settings.url('SANDBOX')}/sms and /mail",
    }
