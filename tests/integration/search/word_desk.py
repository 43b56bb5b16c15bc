# ruff: noqa: E402  # patched before anything else is imported
"""Search's doors for staff as a process of its own, in a given database, without index or broker:
`python -m tests.integration.search.word_desk DATABASE`. Whoever asks is an admin."""

import warnings

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import sys
from contextlib import suppress
from functools import partial

from pymongo.database import Database

from chassis import assembly
from chassis.assembly import Broker
from chassis.errors import Unavailable
from chassis.mongo import connect
from chassis.people import Grant, Person
from chassis.runtime.assembled import Assembled
from chassis.runtime.life import live
from chassis.runtime.probes import Probes
from chassis.settings import ServiceSettings, read
from chassis.store import Document
from services.search.bootstrap import SearchAssembly
from services.search.entrypoints.learning import LearningDoors
from services.search.entrypoints.meanings import MeaningDoors
from services.search.settings import SearchSettings

ADMIN = Person(id="per_admin", grants=[Grant(role="admin")])


class Anybody:
    """Takes every token."""

    def person(self, token: str) -> Person:
        return ADMIN


class WithoutIndex(SearchAssembly):
    """Ready as soon as the database is."""

    def prepare(self) -> None:
        with suppress(Unavailable):
            super().prepare()
        self.checks = {"database": self._ping}


def build(broker: Broker) -> WithoutIndex:
    """As the service's own, for anybody."""
    made = WithoutIndex(read(SearchSettings), broker)
    made.tokens = Anybody()
    return made


def in_database(name: str, url: str, service: str) -> Database[Document]:
    """As `connect`, elsewhere."""
    return connect(url, name)


class WordDesk(MeaningDoors, LearningDoors, Probes):
    """The doors of meanings and of learning."""

    name = "search"
    service = Assembled(build)


if __name__ == "__main__":
    assembly.connect = partial(in_database, sys.argv[1])  # type: ignore[attr-defined]
    sys.exit(live(WordDesk, read(ServiceSettings)))
