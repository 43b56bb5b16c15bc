"""A service put together: its pipeline, database and checks, ready for its doors."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pymongo.database import Database

from chassis.answers import MongoAnswers
from chassis.application import Application, Handler
from chassis.audit import NOTES
from chassis.calls import Caller
from chassis.clock import SystemClock
from chassis.context import further_step
from chassis.doors import SAFE
from chassis.limits import Limiter, limiters
from chassis.mongo import MongoStore, answering, connect
from chassis.people import SignedTokens, Tokens
from chassis.relay import Publisher, Relay
from chassis.remembered import RememberedTokens
from chassis.settings import ServiceSettings
from chassis.store import Collection, Document
from chassis.work import Work
from contracts.message import Message


class Broker(Publisher, Caller, Protocol):
    """What the runtime floor gives: confirmed publishing and calls."""


class Assembly:
    """One service without its doors. Built once per process by the service's `bootstrap`."""

    def __init__(
        self,
        name: str,
        settings: ServiceSettings,
        broker: Publisher,
        *,
        collections: tuple[Collection[Any], ...],
        handlers: Mapping[type[Message], Handler[Any]],
        ports: Callable[[Work], Any],
    ) -> None:
        self.name, self.settings = name, settings
        self.collections = (*collections, NOTES) if collections else ()
        self.clock = SystemClock()
        self.database: Database[Document] = connect(settings.mongo_url, name)
        self.store = MongoStore(self.database, *self.collections)
        self.relay = Relay(self.store, broker, name)
        self.tokens: Tokens = RememberedTokens(SignedTokens(settings.jwks_url))
        self.answers = MongoAnswers(self.database, self.clock)
        self._limiters = limiters(settings)
        self.checks: dict[str, Callable[[], None]] = {"database": self._ping}
        self.app: Application[Any] = Application(
            name, self.store, handlers, ports, outbox=self.relay, clock=self.clock
        )

    def handle(self, message: Message) -> Any:
        """Send a message through the pipeline; see `Application.handle`."""
        return self.app.handle(message)

    def limiter_for(self, method: str) -> Limiter | None:
        """What counts the callers of that HTTP method; None where it is not limited."""
        return self._limiters["reads" if method in SAFE else "writes"]

    def then(self, message: Message) -> Any:
        """A further step that an event sets off, also when the event itself is a repeat.

        It is not recognised by the event's id: its handler decides by state.
        """
        further_step()
        return self.app.handle(message)

    def prepare(self) -> None:
        """Create indexes; safe to repeat. Called before any door opens."""
        self.store.prepare()
        self.answers.prepare()

    def sweep(self) -> int:
        """Publish what a crash left in outboxes; how many events left."""
        return self.relay.sweep([c.name for c in self.collections], self.clock)

    def _ping(self) -> None:
        with answering():
            self.database.command("ping")
