"""Who is asked: search as its door does it, without facets, a plain query, and suggestions."""

from collections.abc import Callable
from typing import Any, Final

from elasticsearch import Elasticsearch

from services.search.adapters.question import MOST_COUNTED, SHOWN
from services.search.queries.asked import Asked
from services.search.queries.desk import Desk
from services.search.queries.searching import search
from services.search.queries.suggesting import suggest
from tests.load.search.queries import plain_words

LIMIT: Final = 20
SUGGESTED: Final = 8
FACETS: Final[dict[str, Any]] = {
    **{
        field: {"terms": {"field": field, "size": 100}}
        for field in ("category", "kind", "tags", "district", "block")
    },
    "price": {"range": {"field": "price", "ranges": [{"to": 10_000}, {"from": 10_000}]}},
}
"""What the door counts, asked for as simply as it can be."""
Ask = Callable[[str], int]
"""Asks one query; how many were found."""


def searching(desk: Desk, *, facets: bool = True) -> Ask:
    """All that `GET /v1/search` does below its door. Raises `Unavailable`, never degrades."""
    return lambda q: search(Asked(q=q, limit=LIMIT, facets=facets), desk).total


def plain(client: Elasticsearch, index: str, *, facets: bool = False) -> Ask:
    """One `match` query on a field of the same index, as many results, counted as far."""
    counted = {"aggs": FACETS} if facets else {}

    def ask(q: str) -> int:
        answer = client.perform_request(
            "POST",
            f"/{index}/_search",
            headers={"content-type": "application/json", "accept": "application/json"},
            body=plain_body(q) | counted,
        )
        return int(answer.body["hits"]["total"]["value"])

    return ask


def plain_body(q: str) -> dict[str, Any]:
    """What the plain query says."""
    return {
        "query": {"match": {"keys": plain_words(q)}},
        "size": LIMIT,
        "track_total_hits": MOST_COUNTED,
        "_source": SHOWN,
    }


def suggesting(desk: Desk) -> Ask:
    """All that `GET /v1/suggest` does below its door. Raises `Unavailable`."""
    return lambda begun: len(suggest(begun, None, SUGGESTED, desk).items)
