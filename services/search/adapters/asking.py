"""One call to Elasticsearch: timed and counted; whatever says that it is away is `Unavailable`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import TransportError
from elasticsearch import ApiError, ConflictError

from chassis import metrics
from chassis.errors import Clash, Unavailable

AWAY = frozenset({401, 403, 404, 429, 500, 502, 503, 504})
"""404 is a lost alias: never a reason to make an index without its mapping; 401 and 403 a password
or a right that somebody is about to mend."""


@contextmanager
def asking(operation: str) -> Iterator[None]:
    """Raises `Unavailable`, or `Clash` where somebody else wrote since."""
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "ok"
    except ConflictError as conflict:
        outcome = "refused"
        raise Clash(operation) from conflict
    except TransportError as away:
        raise Unavailable(field="index") from away
    except ApiError as error:
        if error.meta.status in AWAY:
            raise Unavailable(field="index") from error
        raise
    finally:
        seconds = time.perf_counter() - started
        metrics.EXTERNAL.labels("search", "elasticsearch", operation, outcome).observe(seconds)
