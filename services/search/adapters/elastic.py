"""The connection to Elasticsearch that the read and the write side share."""

from typing import Final

from elasticsearch import Elasticsearch

SECONDS: Final = 3.0
CONNECTIONS: Final = 50


def connected(url: str) -> Elasticsearch:
    """Asks again twice where a connection broke; nothing is sent before the first question."""
    return Elasticsearch(
        url, request_timeout=SECONDS, connections_per_node=CONNECTIONS, max_retries=2
    )
