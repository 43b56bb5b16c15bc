"""Runs one service: `python -m services orders`. SIGTERM drains and exits with 0."""

import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import signal
import sys
from importlib import import_module

from nameko.containers import ServiceContainer

from chassis import log, tracing
from chassis.settings import BadSettings, ServiceSettings, read

NAMES = ("accounts", "catalog", "orders", "payments", "delivery", "search", "notify")
MOST_WORKERS = 1_000


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
    log.start(name, settings.log_level)
    tracing.start(name, settings.otlp_endpoint, settings.otlp_sample)
    service = import_module(f"services.{name}.entrypoints.service").SERVICE
    container = ServiceContainer(
        service,
        {
            "AMQP_URI": settings.amqp_url,
            "WEB_SERVER_ADDRESS": f"{settings.http_host}:{settings.http_port}",
            "max_workers": MOST_WORKERS,
        },
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: eventlet.spawn(container.stop))
    container.start()
    try:
        container.wait()
    finally:
        tracing.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
