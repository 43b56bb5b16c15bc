"""The threads that do a partner's work while the connection's thread keeps the line alive."""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

from .events import ShipmentEvent

Work = Callable[[ShipmentEvent], None]
Done = Callable[[ShipmentEvent, BaseException | None], None]


class Crew:
    """A fixed number of workers; tells `done` of every event with what went wrong, if anything."""

    def __init__(self, size: int, work: Work, done: Done) -> None:
        self._work = work
        self._done = done
        self._size = size
        self._waiting: SimpleQueue[ShipmentEvent | None] = SimpleQueue()
        for number in range(size):
            Thread(target=self._labour, name=f"haat-partner-{number}", daemon=True).start()

    def take(self, event: ShipmentEvent) -> None:
        """Have a worker handle the event."""
        self._waiting.put(event)

    def dismiss(self) -> list[ShipmentEvent]:
        """Send the workers home; the answer is the events that none of them has begun."""
        left = []
        with suppress(Empty):
            while True:
                event = self._waiting.get_nowait()
                left += [event] if event else []
        for _ in range(self._size):
            self._waiting.put(None)
        return left

    def _labour(self) -> None:
        while event := self._waiting.get():
            self._done(event, self._attempt(event))

    def _attempt(self, event: ShipmentEvent) -> BaseException | None:
        try:
            self._work(event)
        except BaseException as failure:
            # SystemExit too: the partner's function must not be able to end a worker.
            return failure
        return None
