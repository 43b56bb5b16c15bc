"""One after the other: holds on a product do not race within a process.

The version of the stock still decides between processes; turns keep clashes, and their repeats,
rare when many want the same product at once.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from weakref import WeakValueDictionary

from eventlet.semaphore import Semaphore


class Turns:
    """A turn for each product; it is there for as long as somebody has it or waits for it."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, Semaphore] = WeakValueDictionary()

    @contextmanager
    def of(self, product_ids: Iterable[str]) -> Iterator[None]:
        """Wait for all of them, in the order of their ids, so that nobody waits in a circle."""
        with ExitStack() as turns:
            for product_id in sorted(set(product_ids)):
                turns.enter_context(self._turns.setdefault(product_id, Semaphore()))
            yield
