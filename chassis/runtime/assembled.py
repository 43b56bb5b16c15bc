"""The service behind the doors, as a nameko dependency; it also runs the outbox relay."""

import logging
import os
import socket
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import eventlet
from nameko.extensions import DependencyProvider

from chassis import metrics
from chassis.assembly import Assembly, Broker
from chassis.errors import Unavailable
from chassis.lease import Lease
from chassis.runtime.calling import CallingPublisher

_log = logging.getLogger(__name__)
T = TypeVar("T", bound=Assembly)
SWEEP_EVERY = 2
LOOK_EVERY = 5
FLUSH_SECONDS = 8
OWNER = f"{socket.gethostname()}:{os.getpid()}"


class Assembled(DependencyProvider, Generic[T]):
    """Builds the service once per process and injects it; flushes the outbox on the way out."""

    prepared = False

    def __init__(self, build: Callable[[Broker], T]) -> None:
        self._build = build

    def setup(self) -> None:
        self.publisher = CallingPublisher(
            self.container.config["AMQP_URI"], self.container.service_name
        )
        self.assembly = self._build(self.publisher)
        _patiently(self.assembly.prepare)
        self.assembly.checks["broker"] = self._check_broker
        self.prepared = True

    def start(self) -> None:
        for loop in (self.publisher.run, self._relay, self._sweep, self._look):
            self.container.spawn_managed_thread(loop)

    def stop(self) -> None:
        """Entrypoints are quiet by now: send what is still in hand."""
        end = time.monotonic() + FLUSH_SECONDS
        while time.monotonic() < end and self.assembly.relay.busy:
            eventlet.sleep(0.02)

    def get_dependency(self, worker_ctx: Any) -> T:
        return self.assembly

    def _relay(self) -> None:
        while True:
            try:
                self.assembly.relay.publish_group(timeout=5)
            except Unavailable:
                _log.warning("the database was away while clearing outboxes")
            except Exception:  # the sweeper finds what was left; the service goes on
                _log.exception("could not clear outboxes")

    def _sweep(self) -> None:
        lease = Lease(self.assembly.database, "sweeper", OWNER, seconds=SWEEP_EVERY * 5)
        while True:
            eventlet.sleep(SWEEP_EVERY)
            try:
                if lease.take():
                    self.assembly.sweep()
                    metrics.PERIODIC.labels(self.assembly.name, "sweep").set_to_current_time()
                else:
                    metrics.OUTBOX_AGE.labels(self.assembly.name).set(0)  # another's to tell
            except Unavailable:
                _log.warning("the database was away while sweeping outboxes")
            except Exception:
                _log.exception("could not sweep outboxes")

    def _look(self) -> None:
        """Where nobody asks for /readyz, the metric tells what is away."""
        name = self.container.service_name
        while True:
            eventlet.sleep(LOOK_EVERY)
            for server, check in self.assembly.checks.items():
                try:
                    check()
                    metrics.READY.labels(name, server).set(1)
                except Exception:
                    metrics.READY.labels(name, server).set(0)

    def _check_broker(self) -> None:
        if not self.publisher.connected:
            raise Unavailable(field="broker")


def assembled_in(container: Any) -> "Assembled[Any]":
    """The container's `Assembled`: doors find the service through it."""
    return next(d for d in container.dependencies if isinstance(d, Assembled))


def _patiently(prepare: Callable[[], None], *, seconds: float = 60) -> None:
    """A service may start before its database."""
    end = time.monotonic() + seconds
    while True:
        try:
            return prepare()
        except Exception:
            if time.monotonic() > end:
                raise
            eventlet.sleep(0.5)
