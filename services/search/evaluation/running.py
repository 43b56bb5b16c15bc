"""Runs judged queries: the given items alone in an index of their own, then the real search."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from elasticsearch import Elasticsearch, helpers

from services.search.adapters.document import document
from services.search.adapters.finding import ElasticFinder
from services.search.adapters.mapping import MAPPINGS, SETTINGS
from services.search.adapters.words import vocabulary_of
from services.search.evaluation.judged import Judged, listing
from services.search.queries.asked import Asked
from services.search.queries.desk import Desk
from services.search.queries.searching import search

SHOWN: Final = 50
Run = dict[str, list[str]]


def run(judged: Judged, client: Elasticsearch, desk: Desk) -> Run:
    """The ids that `GET /v1/search` would show for each query, the best first."""
    listings = [listing(item, desk.gazetteer) for item in judged.items]
    with filled(client, MAPPINGS, [document(one) for one in listings]) as index:
        own = desk.at(ElasticFinder(client, desk.weights, desk.clock, index=index))
        own.vocabulary.add(vocabulary_of(client, index))
        return {query.id: _ids(query.q, own) for query in judged.queries}


@contextmanager
def filled(
    client: Elasticsearch, mappings: dict[str, Any], documents: Sequence[dict[str, Any]]
) -> Iterator[str]:
    """An index with only these documents, gone afterwards."""
    name = f"evaluate_{secrets.token_hex(6)}"
    client.indices.create(index=name, mappings=mappings, settings=SETTINGS)
    try:
        actions = ({"_index": name, "_id": d["product_id"], "_source": d} for d in documents)
        helpers.bulk(client, actions)
        client.indices.refresh(index=name)
        yield name
    finally:
        client.indices.delete(index=name)


def _ids(q: str, desk: Desk) -> list[str]:
    found = search(Asked(q=q, limit=SHOWN, facets=False), desk)
    return [item.product_id for item in found.items]
