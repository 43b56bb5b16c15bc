"""The door for time: `@every(seconds)` on a method; in one process of the service at a time."""

import logging
from functools import wraps
from typing import Any

import eventlet
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint

from chassis import metrics, tracing
from chassis.context import Cause, begin
from chassis.errors import Unavailable
from chassis.ids import new_id
from chassis.lease import Lease
from chassis.runtime.assembled import OWNER, assembled_in

_log = logging.getLogger(__name__)


class Periodic(Entrypoint):
    """Runs its method again and again while this process holds the method's lease, if there is one:
    what every process does for itself needs none."""

    def __init__(self, seconds: float, *, alone: bool = True, **options: Any) -> None:
        self.seconds, self.alone = seconds, alone
        super().__init__(**options)

    def start(self) -> None:
        self._stopping = self._running = False
        self._loop = self.container.spawn_managed_thread(self._run)

    def stop(self) -> None:
        self._stopping = True

    def _run(self) -> None:
        service = assembled_in(self.container).assembly
        patience = max(10, self.seconds * 3)
        lease = Lease(service.database, self.method_name, OWNER, seconds=patience)
        while not self._stopping:
            eventlet.sleep(self.seconds)
            if self._running:
                continue
            try:
                if not self.alone or lease.take():
                    self._running = True
                    self.container.spawn_worker(self, (), {}, handle_result=self._end)
            except Unavailable:
                _log.warning("the database was away for a periodic task")
            except ContainerBeingKilled:
                return

    def _end(self, context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        self._running = False
        if exc_info:
            _log.error("a periodic task failed: %s", self.method_name, exc_info=exc_info)
        else:
            service = self.container.service_name
            metrics.PERIODIC.labels(service, self.method_name).set_to_current_time()
        return result, None


def every(seconds: float, *, alone: bool = True) -> Any:
    """Decorate a method `(self)` that is safe to repeat; not `alone`: in every process."""

    def decorate(method: Any) -> Any:
        @wraps(method)
        def run(self: Any) -> Any:
            begin(Cause(correlation_id=new_id("tick"), traceparent=tracing.first_traceparent()))
            with tracing.span(f"every {method.__name__}", "internal"):
                return method(self)

        return Periodic.decorator(seconds, alone=alone)(run)

    return decorate
