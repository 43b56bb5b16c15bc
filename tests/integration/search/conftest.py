"""Indexes of the tests' own on a real Elasticsearch."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from pymongo.database import Database

from services.search.rebuilding.parts import Parts
from tests.integration.search.bazaar import Bazaar, Search, parts_of
from tests.integration.search.own_indexes import OwnIndexes, own_indexes

Documents = Database[dict[str, Any]]


@pytest.fixture
def own(elasticsearch_url: str) -> Iterator[OwnIndexes]:
    """Numbered indexes behind aliases of this test alone."""
    with own_indexes(elasticsearch_url) as own:
        yield own


@pytest.fixture
def bazaar() -> Bazaar:
    """Small enough to look at all of it, three pages long."""
    return Bazaar(products=150)


@pytest.fixture
def parts(own: OwnIndexes, database: Documents, bazaar: Bazaar) -> Parts:
    """What a rebuild stands on; it waits for nobody, as the one process asks at each change."""
    return replace(parts_of(own, database, bazaar), wait=lambda seconds: None)


@pytest.fixture
def search(own: OwnIndexes, database: Documents, bazaar: Bazaar) -> Search:
    """A process that hears of each change at once."""
    ticks = count()
    found = Search(own, database, timer=lambda: 10.0 * next(ticks))
    bazaar.hear = found.hear
    return found
