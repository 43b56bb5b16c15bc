"""HTTP doors for staff: messages of any service that could not be handled."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import eventlet
from msgspec import Meta

from chassis.doors import Body, Call
from chassis.errors import Unavailable
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.log import ParkedEntry
from chassis.runtime.parked.messages import AGE, Filters, ParkedInFull, seconds_of
from chassis.runtime.parked.orders import Order, ParkedPage, ParkedReport
from contracts.message import Message
from contracts.values import whole
from services.accounts.bootstrap import Accounts

SECONDS = 15.0
"""What was not looked at or done by then is told as such: the gateway waits for 30."""
DEADLINE = 25.0
Words = Annotated[str, Meta(max_length=200)]
Age = Annotated[str, whole(f"({AGE})?")]
EventId = Annotated[str, Meta(min_length=1, max_length=200)]
Limit = Annotated[int, Meta(ge=1, le=1_000)]


class ParkedQuery(Body):
    """Ages are such as 90s, 15m, 2h, 3d since the first failure; `queue` may hold `*`."""

    event_id: Words = ""
    queue: Words = ""
    error: Words = ""
    older_than: Age = ""
    younger_than: Age = ""
    limit: Limit = 50

    def filters(self) -> Filters:
        return Filters(
            event_ids=frozenset([self.event_id] if self.event_id else []),
            queue=self.queue,
            error=self.error,
            older_than=seconds_of(self.older_than),
            younger_than=seconds_of(self.younger_than),
        )


class ParkedBody(Body):
    """Which messages, as in the query, and why; without any filter `all` has to be said."""

    why: Annotated[str, Meta(min_length=1, max_length=500, pattern=r"\S")]
    event_ids: Annotated[list[EventId], Meta(max_length=1_000)] = []
    queue: Words = ""
    error: Words = ""
    older_than: Age = ""
    younger_than: Age = ""
    limit: Limit = 100
    all: bool = False
    dry_run: bool = False

    def filters(self) -> Filters:
        return Filters(
            event_ids=frozenset(self.event_ids),
            queue=self.queue,
            error=self.error,
            older_than=seconds_of(self.older_than),
            younger_than=seconds_of(self.younger_than),
        )

    def order(self, who: str) -> Order:
        return Order(who=who, why=self.why, dry_run=self.dry_run, all=self.all, limit=self.limit)


class ParkedLogQuery(Body):
    """The last entries, of one event if wanted."""

    event_id: Words = ""
    limit: Limit = 50


class ParkedEvent(Message):
    """One event, once for each queue in which it failed."""

    messages: list[ParkedInFull]


class ParkedHistory(Message):
    """What was done, the newest last."""

    entries: list[ParkedEntry]


class ParkedMessages:
    """Look, replay, drop; every change is recorded with the person's id and why."""

    service: Assembled[Accounts]

    @http("GET", "/v1/parked", may="parked.read")
    def list_parked(self, call: Call, query: ParkedQuery) -> ParkedPage:
        """Messages that could not be handled, in the order in which they were parked."""
        call.must()
        with self.hand() as hand:
            return hand.page(query.filters(), limit=query.limit)

    @http("GET", "/v1/parked/events/<event_id>", may="parked.read")
    def show_parked(self, call: Call, event_id: str) -> ParkedEvent:
        """One event with headers and body; what is a person's is masked."""
        call.must()
        with self.hand() as hand:
            return ParkedEvent(messages=hand.show(event_id))

    @http("POST", "/v1/parked/replay", may="parked.replay")
    def replay_parked(self, call: Call, body: ParkedBody) -> ParkedReport:
        """Put messages back into the queues in which they failed."""
        call.must()
        with self.hand() as hand:
            return hand.replay(body.filters(), body.order(call.who.id))

    @http("POST", "/v1/parked/drop", may="parked.drop")
    def drop_parked(self, call: Call, body: ParkedBody) -> ParkedReport:
        """Take messages away for good."""
        call.must()
        with self.hand() as hand:
            return hand.drop(body.filters(), body.order(call.who.id))

    @http("GET", "/v1/parked/log", may="parked.read")
    def read_parked_log(self, call: Call, query: ParkedLogQuery) -> ParkedHistory:
        """Who did what to parked messages, and why."""
        call.must()
        with self.hand() as hand:
            entries = hand.history(limit=query.limit, event_id=query.event_id)
            return ParkedHistory(entries=entries)

    @contextmanager
    def hand(self) -> Iterator[Hand]:
        """A hand for one request; its connections end with it."""
        with eventlet.Timeout(DEADLINE, Unavailable(field="broker")):
            yield Hand(self.service.settings.amqp_url, seconds=SECONDS)
