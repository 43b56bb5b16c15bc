"""Indexes of one test on a real Elasticsearch, under an alias of their own."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec
from elasticsearch import Elasticsearch

from services.search.adapters.indexes import Indexes
from services.search.domain.listing import Listing


class OwnIndexes(NamedTuple):
    """The client and the aliases."""

    client: Elasticsearch
    indexes: Indexes


@contextmanager
def own_indexes(url: str) -> Iterator[OwnIndexes]:
    """A first, empty index; all are deleted at the end."""
    alias = f"test-{uuid.uuid4().hex[:12]}"
    client = Elasticsearch(url, request_timeout=20)
    indexes = Indexes(client, alias=alias, following=f"{alias}_next")
    indexes.prepare()
    try:
        yield OwnIndexes(client, indexes)
    finally:
        for name in indexes.all():
            client.indices.delete(index=name)
        client.close()


def listing_in(own: OwnIndexes, index: str, product_id: str) -> Listing | None:
    """As it stands in that index, searchable already or not."""
    found = own.client.options(ignore_status=404).get(index=index, id=product_id)
    if not found.get("found"):
        return None
    return msgspec.convert(found["_source"]["listing"], Listing)


def searched(own: OwnIndexes, product_id: str) -> Listing:
    found = listing_in(own, own.indexes.searched(), product_id)
    assert found is not None
    return found


def in_sight(own: OwnIndexes) -> list[str]:
    own.indexes.refresh(own.indexes.alias)
    hits = own.client.search(index=own.indexes.alias, query={"term": {"live": True}}, size=1000)
    return sorted(hit["_id"] for hit in hits["hits"]["hits"])
