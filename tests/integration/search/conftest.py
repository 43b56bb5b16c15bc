"""An index of the tests' own on a real Elasticsearch."""

import uuid
from collections.abc import Iterator

import pytest

from services.search.adapters.elastic import ElasticIndex


@pytest.fixture(scope="module")
def shared_index(elasticsearch_url: str) -> Iterator[ElasticIndex]:
    yield from _index(elasticsearch_url)


@pytest.fixture
def index(elasticsearch_url: str) -> Iterator[ElasticIndex]:
    yield from _index(elasticsearch_url)


def _index(url: str) -> Iterator[ElasticIndex]:
    name = f"test-{uuid.uuid4().hex[:12]}"
    index = ElasticIndex(url, name=name, alias=f"{name}-alias")
    index.prepare()
    yield index
    index.client.indices.delete(index=name)
    index.client.close()
