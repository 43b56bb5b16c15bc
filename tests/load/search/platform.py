"""The bench's own servers: Elasticsearch and the database, without the rest of the platform."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from deploy.local.commands import down, up
from deploy.local.elasticsearch import elasticsearch_programs, prepare_elasticsearch
from deploy.local.mongo import mongo_programs, mongo_url
from deploy.local.ports import taken
from deploy.local.settings import Settings, load_settings
from deploy.local.supervisor import Supervisor

VAR, OFFSET = "var/bench-search", "3000"
FOLDERS: Final = ("logs", "mongo")


class PortTaken(Exception):
    """Somebody else listens where a server shall; the text says who."""


class Servers(NamedTuple):
    """Where they are."""

    elasticsearch: str
    mongo: str


@contextmanager
def servers() -> Iterator[Servers]:
    """Stopped at the end. HAAT_BENCH_VAR and HAAT_BENCH_PORT_OFFSET move them."""
    settings = _settings()
    for folder in FOLDERS:
        (settings.var / folder).mkdir(parents=True, exist_ok=True)
    supervisor = Supervisor(settings)
    programs = [*mongo_programs(settings), *elasticsearch_programs(settings)]
    if not supervisor.answers():
        busy = taken(settings, ["SUPERVISOR", *(port for p in programs for port in p.ports)])
        if busy:
            raise PortTaken("; ".join(busy))
    prepare_elasticsearch(settings)
    try:
        supervisor.configure(programs)
        up.start(settings, supervisor, programs)
        yield Servers(settings.url("ELASTICSEARCH"), mongo_url(settings))
    finally:
        down.run(settings, argparse.Namespace())


def _settings() -> Settings:
    given = {
        "HAAT_VAR": os.environ.get("HAAT_BENCH_VAR", VAR),
        "HAAT_PORT_OFFSET": os.environ.get("HAAT_BENCH_PORT_OFFSET", OFFSET),
        "HAAT_ENV_FILE": os.devnull,
        "HAAT_MONGO_URL": "",
    }
    return load_settings(os.environ | given)
