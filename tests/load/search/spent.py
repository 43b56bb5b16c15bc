"""Where the time of one search goes, seen from outside: at the finder, the client and its JSON."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from typing import Any, Final

from elastic_transport import Transport
from elasticsearch import Elasticsearch

from services.search.adapters.elastic import VENDORS, QuickJson
from services.search.language import words
from services.search.ports import Finder
from services.search.queries.desk import Desk
from services.search.understanding import understand
from tests.load.search.contenders import Ask

UNDERSTANDING: Final = "words and understanding"
PLANNING: Final = "planning"
CLAUSES: Final = "clauses"
ASKING: Final = "JSON of the question"
TOOK: Final = "Elasticsearch (took)"
WAY: Final = "the way there and back"
ANSWERED: Final = "JSON of the answer"
HITS: Final = "hits"
ANSWER: Final = "answer"
STEPS: Final = (UNDERSTANDING, PLANNING, CLAUSES, ASKING, TOOK, WAY, ANSWERED, HITS, ANSWER)
_FINDER, _REQUEST = "finder", "request"


class Watch:
    """Seconds by step; `entered`, when the finder was asked last, `first`, when first."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.entered = self.first = 0.0

    @contextmanager
    def on(self, step: str) -> Iterator[None]:
        """Add what passes meanwhile."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - begun


WATCH: Final = Watch()
"""One for the process: the client makes its transport itself."""


class WatchedTransport(Transport):
    """Whole requests, and what the server says that they took."""

    def perform_request(self, *given: Any, **named: Any) -> Any:
        if WATCH.entered:
            WATCH.seconds[CLAUSES] += time.perf_counter() - WATCH.entered
        with WATCH.on(_REQUEST):
            answer = super().perform_request(*given, **named)
        WATCH.seconds[TOOK] += answer.body.get("took", 0) / 1000
        return answer


class WatchedJson(QuickJson):
    """Both directions."""

    def dumps(self, data: Any) -> bytes:
        with WATCH.on(ASKING):
            return super().dumps(data)

    def loads(self, data: bytes) -> Any:
        with WATCH.on(ANSWERED):
            return super().loads(data)


class WatchedFinder:
    """`services.search.ports.Finder`, as the one that it stands before."""

    def __init__(self, inner: Finder) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._inner, name)

        @wraps(method)
        def watched(*given: Any, **named: Any) -> Any:
            WATCH.entered = time.perf_counter()
            WATCH.first = WATCH.first or WATCH.entered
            with WATCH.on(_FINDER):
                return method(*given, **named)

        return watched


def watched_client(url: str) -> Elasticsearch:
    """As the service's, but seen through."""
    json = WatchedJson()
    serializers = {"application/json": json, VENDORS: json}
    return Elasticsearch(
        url, request_timeout=60, transport_class=WatchedTransport, serializers=serializers
    )


def watched_desk(desk: Desk) -> Desk:
    """The same with a watched finder; its client must be a watched one."""
    finder: Any = WatchedFinder(desk.index)
    return replace(desk, index=finder)


def spent(ask: Ask, asked: Sequence[str], desk: Desk | None = None) -> dict[str, float]:
    """Mean milliseconds of each step over these queries, one after the other; with a desk, what
    its words and places take stands apart."""
    sums = dict.fromkeys(STEPS, 0.0)
    for q in asked:
        for step, took in _of_one(ask, q).items():
            sums[step] += took
        if desk:
            took = _understanding(q, desk)
            sums[UNDERSTANDING] += took
            sums[PLANNING] -= took
    return {step: took / len(asked) * 1000 for step, took in sums.items()}


def _of_one(ask: Ask, q: str) -> dict[str, float]:
    WATCH.clear()
    begun = time.perf_counter()
    ask(q)
    whole, told = time.perf_counter() - begun, WATCH.seconds
    before = WATCH.first - begun if WATCH.first else whole - told[_REQUEST]
    finder = told[_FINDER] or told[_REQUEST]
    return {
        PLANNING: before,
        CLAUSES: told[CLAUSES],
        ASKING: told[ASKING],
        TOOK: told[TOOK],
        WAY: told[_REQUEST] - told[ASKING] - told[TOOK] - told[ANSWERED],
        ANSWERED: told[ANSWERED],
        HITS: finder - told[CLAUSES] - told[_REQUEST],
        ANSWER: whole - before - finder,
    }


def _understanding(q: str, desk: Desk) -> float:
    begun = time.perf_counter()
    understand(words(q), desk.gazetteer)
    return time.perf_counter() - begun
