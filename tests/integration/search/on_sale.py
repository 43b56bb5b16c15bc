"""Goods in an index of their own on a real Elasticsearch, asked as the doors ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

from elasticsearch import Elasticsearch

from services.search.adapters.document import document
from services.search.adapters.finding import ElasticFinder
from services.search.adapters.mapping import MAPPINGS
from services.search.adapters.words import vocabulary_of
from services.search.domain.found import Found
from services.search.domain.listing import Listing
from services.search.entrypoints.bodies import SearchQuery
from services.search.evaluation.command import seeded_desk
from services.search.evaluation.running import filled
from services.search.queries.desk import Desk
from services.search.queries.searching import search
from services.search.queries.similar import similar
from services.search.queries.suggesting import Suggestion, suggest
from tests.unit.search.conftest import StoodClock

desk_of_the_seed = cache(seeded_desk)


class Shop:
    """What is on sale there, and the desk that answers."""

    def __init__(self, index: str, desk: Desk, client: Elasticsearch) -> None:
        self.index, self.desk, self.client = index, desk, client

    def find(self, q: str = "", **asked: Any) -> Found:
        """As `GET /v1/search` would."""
        return search(SearchQuery(q=q, **asked).asked(), self.desk)

    def ids(self, q: str = "", **asked: Any) -> list[str]:
        """The products, the best first."""
        return [item.product_id for item in self.find(q, **asked).items]

    def parts(self, q: str, product_id: str, **asked: Any) -> dict[str, float]:
        """What gave a product its points."""
        found = self.find(q, explain=True, **asked).items
        [parts] = [item.explanation for item in found if item.product_id == product_id]
        return {part.what: part.points for part in parts or []}

    def suggest(self, q: str, limit: int = 10, **asked: Any) -> list[Suggestion]:
        """As `GET /v1/suggest` would."""
        return suggest(q, asked.get("kind"), limit, self.desk).items

    def like(self, product_id: str, limit: int = 8) -> list[str]:
        """As `GET /v1/similar` would."""
        return [item.product_id for item in similar(product_id, limit, self.desk).items]

    def put(self, *listings: Listing) -> None:
        """More goods, or the same as they are now; found at once, known words or not."""
        for one in listings:
            self.client.index(index=self.index, id=one.product_id, document=document(one))
        self.client.indices.refresh(index=self.index)


@contextmanager
def selling(url: str, *listings: Listing, **desk: Any) -> Iterator[Shop]:
    """These goods alone, by the seeded meanings; `desk`: what of it is not the usual."""
    with Elasticsearch(url, request_timeout=30) as client:
        documents = [document(one) for one in listings]
        with filled(client, MAPPINGS, documents) as index:
            at = desk_of_the_seed()
            own = at.at(ElasticFinder(client, at.weights, StoodClock(), index=index))
            own.vocabulary.add(vocabulary_of(client, index))
            yield Shop(index, replace(own, **desk), client)
