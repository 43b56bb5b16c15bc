"""An index and a database for each size, filled one after the other."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import pymongo
from elasticsearch import Elasticsearch

from chassis.mongo import connect
from services.search.adapters.indexes import Indexes
from tests.load.search.desks import PATIENCE
from tests.load.search.filling import Steps, filled, size_of
from tests.load.search.goods import Goods, popularity
from tests.load.search.platform import Servers

PREFIX: Final = "bench_search"


class Indexed(NamedTuple):
    """What filling one index took; `steps` overlap."""

    size: int
    name: str
    seconds: float
    cpu: float
    steps: Steps
    json: int
    stored: int

    @property
    def rate(self) -> float:
        """Products per second."""
        return self.size / self.seconds

    @property
    def cpu_each(self) -> float:
        """CPU milliseconds of our process per product."""
        return self.cpu / self.size * 1000

    @property
    def json_each(self) -> float:
        """Bytes of the catalogue's JSON per product."""
        return self.json / self.size

    @property
    def bytes_each(self) -> float:
        """Bytes of the index per product."""
        return self.stored / self.size

    def each(self, step: str) -> float:
        """Milliseconds per product."""
        return self.steps.get(step, 0.0) / self.size * 1000


def indexed(servers: Servers, size: int) -> Indexed:
    """Make and fill the index of so many products."""
    client = Elasticsearch(servers.elasticsearch, request_timeout=PATIENCE)
    alias = f"{PREFIX}_{size}"
    indexes = Indexes(client, alias=alias, following=f"{alias}_next")
    database = connect(servers.mongo, alias)
    pages, sold = list(Goods().pages(size)), popularity(size)
    worked = time.process_time()
    seconds, steps = filled(indexes, database, pages, sold)
    cpu, name = time.process_time() - worked, indexes.searched()
    stored, json = size_of(client, name), sum(map(len, pages))
    client.close()
    database.client.close()
    return Indexed(size, name, seconds, cpu, steps, json, stored)


@contextmanager
def nothing_left(servers: Servers) -> Iterator[None]:
    """Deletes what this or an earlier run made, before and after."""
    _clear(servers)
    try:
        yield
    finally:
        _clear(servers)


def _clear(servers: Servers) -> None:
    with Elasticsearch(servers.elasticsearch, request_timeout=PATIENCE) as client:
        for index in client.indices.get(index=f"{PREFIX}_*"):
            client.indices.delete(index=index)
    mongo: pymongo.MongoClient[Any] = pymongo.MongoClient(servers.mongo)
    with mongo:
        for name in mongo.list_database_names():
            if name.startswith(f"haat_{PREFIX}"):
                mongo.drop_database(name)
