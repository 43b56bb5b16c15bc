"""What the asking process does: every size, number of callers and contender in turn, and again."""

import gc
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import msgspec
from elasticsearch import Elasticsearch

from services.search.adapters.finding import ElasticFinder
from services.search.queries.desk import Desk
from tests.load.search.contenders import Ask, plain, searching, suggesting
from tests.load.search.crowd import Told, crowd
from tests.load.search.desks import connected, desk_over
from tests.load.search.job import Figure, Job, Outcome, Row, Spent
from tests.load.search.names import BARE, FACETED, OURS, PLAIN, SUGGEST
from tests.load.search.queries import Query, beginnings, queries
from tests.load.search.spent import spent, watched_client, watched_desk


class Field:
    """One index with all who are asked about it."""

    def __init__(self, client: Elasticsearch, index: str, popular: list[str]) -> None:
        self.index, self.desk = index, desk_over(client, index, popular)
        self.contenders = _contenders(client, index, self.desk)


def _contenders(client: Elasticsearch, index: str, desk: Desk) -> dict[str, Ask]:
    return {
        OURS: searching(desk),
        BARE: searching(desk, facets=False),
        PLAIN: plain(client, index),
        FACETED: plain(client, index, facets=True),
        SUGGEST: suggesting(desk),
    }


def main() -> int:
    """Reads the job from the input, writes the outcome to the output."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    client, asked = connected(job.url), queries()
    popular = _popular(job.popular)
    fields = {size: Field(client, index, popular) for size, index in job.indexes.items()}
    gc.freeze()  # as the service does once it has started
    _say("warming up")
    for field in fields.values():
        for name, ask in field.contenders.items():
            crowd(ask, _texts(name, asked), 1, job.warm)
    outcome = Outcome(
        figures=list(_figures(job, fields, asked)),
        rows=list(_rows(fields, asked)),
        spent=list(_spent(job, fields, asked)),
    )
    sys.stdout.buffer.write(msgspec.json.encode(outcome))
    return 0


def _popular(number: int) -> list[str]:
    seeds, found = count(), list[str]()
    while len(found) < number:
        found += [query.q for query in queries(next(seeds))]
    return found[:number]


def _figures(job: Job, fields: dict[int, Field], asked: list[Query]) -> Iterator[Figure]:
    """Round after round; within one, all contenders one after the other at each size."""
    for turn in range(job.rounds):
        for callers in job.callers:
            for size, field in fields.items():
                _say(f"round {turn + 1} of {job.rounds}: {size:,} products, {callers} callers")
                for name, ask in field.contenders.items():
                    told = crowd(ask, _texts(name, asked), callers, job.seconds)
                    yield _figure(size, callers, name, told)


def _figure(size: int, callers: int, name: str, told: Told) -> Figure:
    return Figure(size=size, callers=callers, contender=name, **told._asdict())


def _texts(contender: str, asked: list[Query]) -> list[str]:
    return beginnings(asked) if contender == SUGGEST else [query.q for query in asked]


def _rows(fields: dict[int, Field], asked: list[Query]) -> Iterator[Row]:
    """Each query once, by search and by the plain query."""
    for size, field in fields.items():
        for query in asked:
            for name in (BARE, PLAIN):
                begun = time.perf_counter()
                found = field.contenders[name](query.q)
                ms = (time.perf_counter() - begun) * 1000
                yield Row(
                    size=size,
                    contender=name,
                    kind=query.kind,
                    q=query.q,
                    found=found / size,
                    ms=ms,
                )


def _spent(job: Job, fields: dict[int, Field], asked: list[Query]) -> Iterator[Spent]:
    """Through a client and a finder that are watched."""
    client = watched_client(job.url)
    for size, field in fields.items():
        finder = ElasticFinder(client, field.desk.weights, field.desk.clock, index=field.index)
        desk = watched_desk(replace(field.desk, index=finder))
        watched = _contenders(client, field.index, desk)
        for name, ask in watched.items():
            steps = spent(ask, _texts(name, asked), desk if name in (OURS, BARE) else None)
            yield Spent(size=size, contender=name, steps=steps)
    client.close()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
