"""A service's life as a process: doors open, SIGTERM drains, 0 at the end."""

import os
import signal
import sys
from typing import Any

import eventlet
from nameko.containers import ServiceContainer

from chassis import log, tracing
from chassis.runtime.assembled import assembled_in
from chassis.settings import ServiceSettings

MOST_WORKERS = 2_000


def live(service: type, settings: ServiceSettings) -> int:
    """Run the service class until told to stop; what was in hand is done by then."""
    name: str = service.name  # type: ignore[attr-defined]
    log.start(name, settings.log_level)
    tracing.start(name, settings.otlp_endpoint, settings.otlp_sample)
    address = f"{settings.http_host}:{settings.http_port}"
    container = ServiceContainer(
        service,
        {
            "AMQP_URI": settings.amqp_url,
            "WEB_SERVER_ADDRESS": address,
            "max_workers": MOST_WORKERS,
        },
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _end(container))
    container.start()
    try:
        container.wait()
    finally:
        tracing.stop()
    return 0


def _end(container: Any) -> None:
    if not assembled_in(container).prepared:  # no door is open yet: nothing is in hand
        sys.stdout.flush()
        os._exit(0)
    eventlet.spawn(container.stop)
