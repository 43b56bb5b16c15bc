"""The desk at which the bench's queries are answered: all as in the service, one index for each."""

from collections.abc import Sequence
from functools import cache

from elasticsearch import Elasticsearch

from chassis.clock import SystemClock
from chassis.errors import Unavailable
from services.search.adapters import elastic
from services.search.adapters.finding import ElasticFinder
from services.search.adapters.words import MANY, vocabulary_of
from services.search.domain.listing import Listing
from services.search.domain.opening import Begun
from services.search.domain.wanted import Filters
from services.search.domain.weights import Weights
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.reading import seeded
from services.search.meaning.vocabulary import Vocabulary
from services.search.places import Gazetteer
from services.search.ports import Finder
from services.search.queries.desk import Desk

PATIENCE = 60.0


class NoShelf:
    """Whoever comes here has lost the index: the bench ends."""

    def starting(self, words: Sequence[Begun], filters: Filters, limit: int) -> list[Listing]:
        raise Unavailable(field="index")


def connected(url: str) -> Elasticsearch:
    """As the service connects, but more patient."""
    return elastic.connected(url).options(request_timeout=PATIENCE)


def desk_over(client: Elasticsearch, index: str, popular: Sequence[str] = ()) -> Desk:
    """Knows the words of that index and of the seed. Raises `Unavailable`."""
    weights, clock = Weights(), SystemClock()
    finder = ElasticFinder(client, weights, clock, index=index)
    many = client.count(index=index)["count"] >= MANY
    desk = _desk(finder, weights, popular, many=many).at(finder)
    desk.vocabulary.add(vocabulary_of(client, index))
    return desk


def _desk(finder: Finder, weights: Weights, popular: Sequence[str], *, many: bool) -> Desk:
    lexicon = _lexicon()
    return Desk(
        index=finder,
        lexicon=lambda: lexicon,
        vocabulary=Vocabulary(),
        gazetteer=Gazetteer.load(),
        weights=weights,
        clock=SystemClock(),
        served=lambda _: True,
        shelf=NoShelf(),
        popular=lambda: popular,
        clicked=lambda _: {},
        many=lambda: many,
    )


@cache
def _lexicon() -> Lexicon:
    return Lexicon(seeded())
