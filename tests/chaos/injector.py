"""Begins each fault when its count of orders is answered, two at a time at most, and records it."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from tests.chaos.faults import Fault
from tests.chaos.faults_done import Harm

AT_ONCE = 2
LAG, LONGEST_WAIT = 1, 120.0
"""Faults that may wait for their turn while orders go on."""
Say = Callable[[str], None]


class Injector:
    """A thread that follows the count of answered orders."""

    def __init__(self, harm: Harm, faults: list[Fault], say: Say) -> None:
        self._harm, self._faults, self._say = harm, faults, say
        self._begun = time.monotonic()
        self._count, self._stopped = 0, False
        self._changed = threading.Condition()
        self._done: list[Future[None]] = []
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self.records: list[dict[str, Any]] = []

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def answered(self, count: int) -> None:
        """So many orders were answered by now; holds the caller up while faults lag behind."""
        with self._changed:
            self._count = max(self._count, count)
            self._changed.notify_all()
            self._changed.wait_for(self._keeps_up, timeout=LONGEST_WAIT)

    def _keeps_up(self) -> bool:
        due = sum(fault.after <= self._count for fault in self._faults)
        return self._stopped or due - len(self._done) <= LAG

    def finish(self) -> None:
        """Wait until the last fault is healed; raises what one of them raised."""
        self._thread.join()
        for done in self._done:
            done.result()

    def stop(self) -> None:
        """Begin no more faults, and wait for those that have begun."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._thread.join()
        self._pool.shutdown()

    def _follow(self) -> None:
        for fault in self._faults:
            with self._changed:
                self._changed.wait_for(lambda f=fault: self._stopped or self._count >= f.after)
                if self._stopped:
                    return
            self._rest(fault.pause)
            if len(self._done) >= AT_ONCE:  # keeps the order: the one before last is over
                self._done[-AT_ONCE].exception()
            with self._changed:
                self._done.append(self._pool.submit(self._carry_out, fault))
                self._changed.notify_all()

    def _carry_out(self, fault: Fault) -> None:
        record = fault.as_json() | {"began": self._now()}
        self.records.append(record)
        self._say(f"fault {fault.number}: {fault}, after {self._count} orders")
        with self._harm.doing(fault) as did:
            record["did"] = did
            self._rest(fault.seconds)
        record["healed"] = self._now()
        took = record["healed"] - record["began"]
        self._say(f"fault {fault.number} healed after {took:.1f} s {f'({did})' if did else ''}")

    def _rest(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, timeout=seconds)

    def _now(self) -> float:
        return round(time.monotonic() - self._begun, 2)
