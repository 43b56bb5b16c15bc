"""The operator's hand for parked messages: look at them, put them back, take them away.

Needs no framework: the command line and the doors of staff both use it. Whatever dies on the way,
no message is lost: it is acknowledged last, and until then the broker has it.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from amqp.exceptions import MessageNacked, NotFound

from chassis.errors import Unavailable
from chassis.runtime.link import LOST, Line, collect, connect
from chassis.runtime.parked.log import PARKED_LOG, Action, ParkedEntry, ParkedLog
from chassis.runtime.parked.look import Look
from chassis.runtime.parked.messages import Filters, ParkedInFull, in_full
from chassis.runtime.parked.orders import (
    NotParked,
    Order,
    ParkedOutcome,
    ParkedPage,
    ParkedReport,
    Result,
    entry_for,
    must_be_meant,
    outcome,
)
from chassis.runtime.parked.outlet import Outlet
from chassis.runtime.topology import PARKED

_log = logging.getLogger(__name__)
ANSWER_SECONDS: Final = 5.0
"""How long the broker may take for any one answer."""
MOST_WITH_ONE_ID: Final = 100
_DONE: Final[dict[Action, Result]] = {"replay": "replayed", "drop": "dropped"}
_WOULD: Final[dict[Action, Result]] = {"replay": "would_replay", "drop": "would_drop"}


class Hand:
    """On one parking queue and its log; every call has connections of its own.

    All raise `Unavailable` while the broker is away, slow or takes nothing.
    """

    def __init__(
        self, url: str, *, queue: str = PARKED, log: str = PARKED_LOG, seconds: float = 600
    ) -> None:
        self._url, self._queue, self._stream, self._seconds = url, queue, log, seconds

    def page(self, filters: Filters, *, limit: int) -> ParkedPage:
        """The first that match, in the queue's order; nothing changes."""
        with self._looking(filters, limit, self._until()) as look:
            messages = [parked for parked, _ in look.held]
        return ParkedPage(
            messages=messages,
            more=look.matched - len(messages),
            looked_at=look.looked_at,
            unseen=look.unseen,
        )

    def show(self, event_id: str) -> list[ParkedInFull]:
        """One event; it may be parked for several queues. Raises `NotParked`."""
        only = Filters(event_ids=frozenset([event_id]))
        with self._looking(only, MOST_WITH_ONE_ID, self._until()) as look:
            found = [in_full(message) for _, message in look.held]
        if not found:
            raise NotParked(field="event_id")
        return found

    def replay(self, filters: Filters, order: Order) -> ParkedReport:
        """Put back into the queue where it failed, as the same event on its first attempt."""
        return self._act("replay", filters, order)

    def drop(self, filters: Filters, order: Order) -> ParkedReport:
        """Take away for good."""
        return self._act("drop", filters, order)

    def history(self, *, limit: int, event_id: str = "") -> list[ParkedEntry]:
        """What was done, the newest last."""
        with self._line() as line:
            try:
                return ParkedLog(line.channel(), self._stream).read(limit, event_id)
            except NotFound:
                return []

    def _act(self, action: Action, filters: Filters, order: Order) -> ParkedReport:
        must_be_meant(filters, order)
        until = self._until()
        with self._looking(filters, order.limit, until) as look:
            if order.dry_run:
                outcomes = [outcome(parked, _WOULD[action]) for parked, _ in look.held]
            else:
                outcomes = list(self._carry_out(action, order, look, until))
        return ParkedReport(
            action=action,
            dry_run=order.dry_run,
            messages=outcomes,
            more=look.matched - len(outcomes),
            unseen=look.unseen,
        )

    def _carry_out(
        self, action: Action, order: Order, look: Look, until: float
    ) -> Iterator[ParkedOutcome]:
        """Record, act, acknowledge: one after the other. The broker stops lines that publish
        while it has an alarm, so what is in hand hangs on another line."""
        with self._line(confirm_publish=True) as line:
            log, outlet = ParkedLog(line.channel(), self._stream), Outlet(line.channel())
            log.declare()
            for parked, message in look.held:
                if time.monotonic() > until:
                    return
                entry = entry_for(action, parked, order)
                log.write(entry)
                failure = outlet.put_back(parked, message) if action == "replay" else None
                if failure is None:
                    look.done(message)
                else:
                    log.write(msgspec.structs.replace(entry, failure=failure))
                _tell(entry, failure or "")
                yield outcome(parked, failure or _DONE[action])

    @contextmanager
    def _looking(self, filters: Filters, limit: int, until: float) -> Iterator[Look]:
        with self._line() as line:
            look = Look(line, self._queue, filters, limit)
            look.take(until)
            try:
                yield look
            except Unavailable:  # the line that publishes is lost; this one may be well
                look.let_go()
                raise
            look.let_go()

    def _until(self) -> float:
        return time.monotonic() + self._seconds

    @contextmanager
    def _line(self, **options: Any) -> Iterator[Line]:
        """A connection; no answer is waited for without end, whoever runs this."""
        line: Line | None = None
        try:
            line = connect(self._url, **options)
            line.transport.sock.settimeout(ANSWER_SECONDS)
            yield line
        except (*LOST, MessageNacked) as lost:
            _log.warning("lost the broker over parked messages: %r", lost)
            raise Unavailable(field="broker") from lost
        finally:
            collect(line)


def _tell(entry: ParkedEntry, failure: str) -> None:
    fields = {
        "who": entry.who,
        "why": entry.why,
        "event_id": entry.event_id,
        "event_type": entry.type,
        "queue": entry.queue,
        "parked_for": entry.error.partition(":")[0],
    }
    if failure:
        _log.warning("could not %s a parked message: %s", entry.action, failure, extra=fields)
    else:
        _log.info("a parked message was %s", _DONE[entry.action], extra=fields)
