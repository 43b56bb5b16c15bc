"""An entrypoint that runs when the bench says so, in a worker of its service."""

from functools import partial
from typing import Any

from eventlet.event import Event as Signal
from nameko.extensions import Entrypoint


class Told(Entrypoint):
    """`run` fires the method in a worker and waits for what it gives."""

    def run(self, *arguments: Any) -> Any:
        done = Signal()
        self.container.spawn_worker(self, arguments, {}, handle_result=partial(self._end, done))
        return done.wait()

    @staticmethod
    def _end(done: Signal, context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is None:
            done.send(result)
        else:
            done.send_exception(*exc_info)
        return result, None


told = Told.decorator


def telling(container: Any, method: str) -> Any:
    """`Told.run` of that method of a running service."""
    return next(e for e in container.entrypoints if e.method_name == method).run
