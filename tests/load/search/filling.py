"""Indexing end to end: from the catalogue's pages as bytes to goods that are found."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from random import Random
from typing import Any, Final

import msgspec
from elasticsearch import Elasticsearch
from pymongo.database import Database

from chassis.store import Document
from contracts.message import Message
from services.search.adapters.indexes import Indexes
from services.search.adapters.plain import prepare_plain
from services.search.adapters.reading import Shelves
from services.search.adapters.sales import KeptSales
from services.search.adapters.sellers import KeptSellers
from services.search.adapters.titles import KeptTitles
from services.search.domain.listing import Snapshot
from services.search.rebuilding.filling import fill
from services.search.rebuilding.parts import Parts
from services.search.tables import SALES

SETTLING_SECONDS: Final = 300.0
LOOK: Final = 0.2
PARTS: Final = {
    "catalogue": "reading pages",
    "sales": "sales, from the database",
    "sellers": "sellers, from the database",
    "titles": "titles, to the database",
    "shelves": "documents and bulk",
}
Steps = dict[str, float]
"""Seconds by step; steps overlap."""


class Page(Message):
    """What search reads of a page of the catalogue."""

    items: list[Snapshot]


class Given:
    """`services.search.rebuilding.parts.Catalogue` over pages that were fetched before."""

    def __init__(self, pages: Sequence[bytes]) -> None:
        self._pages = list(pages)

    def pages(self) -> Iterator[list[Snapshot]]:
        while self._pages:
            yield self.next_page()

    def next_page(self) -> list[Snapshot]:
        return msgspec.json.decode(self._pages.pop(0), type=Page).items

    def of(self, product_ids: Sequence[str]) -> dict[str, Snapshot]:
        raise NotImplementedError


class Timed:
    """Does what another does, and adds up the seconds."""

    def __init__(self, inner: Any, steps: Steps, step: str) -> None:
        self._inner, self._steps, self._step = inner, steps, step

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._inner, name)

        @wraps(method)
        def timed(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return method(*given, **named)
            finally:
                took = time.perf_counter() - begun
                self._steps[self._step] = self._steps.get(self._step, 0.0) + took

        return timed


class TimedPages(Timed):
    """The same for a catalogue: its pages are asked for one by one."""

    def pages(self) -> Iterator[list[Snapshot]]:
        while self._inner._pages:
            yield self.next_page()


def filled(
    indexes: Indexes, database: Database[Document], pages: Sequence[bytes], sold: Mapping[str, int]
) -> tuple[float, Steps]:
    """Seconds until all that is on the pages is found, and those of each step; each `sold` so
    often. As `haat search rebuild` fills, without fetching, waiting and checking."""
    _keep(database, sold)
    indexes.prepare()
    name, steps = indexes.create_next(), dict[str, float]()
    parts = Parts(
        catalogue=TimedPages(Given(pages), steps, PARTS["catalogue"]),
        shelves=_timed(Shelves(indexes.client, indexes), steps, "shelves"),
        titles=_timed(KeptTitles(database), steps, "titles"),
        sellers=_timed(KeptSellers(database), steps, "sellers"),
        sales=_timed(KeptSales(database), steps, "sales"),
    )
    begun = time.perf_counter()
    fill(parts, name, Random(0))
    filled = time.perf_counter()
    indexes.merge(name)
    indexes.refresh(name)
    took, steps["merge and refresh"] = time.perf_counter() - begun, time.perf_counter() - filled
    indexes.drop(indexes.swap(name))
    return took, steps


def _timed(part: object, steps: Steps, name: str) -> Any:
    return Timed(part, steps, PARTS[name])


def size_of(client: Elasticsearch, index: str) -> int:
    """Bytes on disk once merging has come to rest."""
    client.indices.flush(index=index)
    end = time.monotonic() + SETTLING_SECONDS
    while True:
        told = client.indices.stats(index=index, metric="store,merge")["_all"]["primaries"]
        if not told["merges"]["current"] or time.monotonic() > end:
            return int(told["store"]["size_in_bytes"])
        time.sleep(LOOK)


def _keep(database: Database[Document], sold: Mapping[str, int]) -> None:
    prepare_plain(database)
    rows = [{"_id": id, "times": times, "orders": []} for id, times in sold.items()]
    for first in range(0, len(rows), 1_000):
        database[SALES].insert_many(rows[first : first + 1_000])
