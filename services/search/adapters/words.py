"""The words that goods on sale are called by, as the index has them."""

import time
from typing import Final

from elasticsearch import Elasticsearch

from services.search.adapters.asking import asking
from services.search.adapters.mapping import ALIAS
from services.search.meaning.vocabulary import Vocabulary

MOST_KNOWN: Final = 50_000
MANY: Final = 5_000
PATIENCE: Final = 60.0
"""Seconds between two readings of many words."""


class Words:
    """Brings the words of the index into a process's vocabulary, again when the index changed."""

    def __init__(self, client: Elasticsearch, vocabulary: Vocabulary) -> None:
        self._client, self._vocabulary = client, vocabulary
        self._seen, self._goods, self._after = -1, 0, 0.0

    def many(self) -> bool:
        """Whether so many goods are on sale that most queries are answered by titles alone."""
        return self._goods >= MANY

    def keep_up(self) -> None:
        """Cheap while nothing was written. Where goods abound something always is: then new words
        wait, since a new word is found by itself, only not when misspelt. Raises `Unavailable`."""
        written, self._goods = self._written()
        if written != self._seen and time.monotonic() >= self._after:
            self._vocabulary.add(vocabulary_of(self._client, ALIAS))
            self._seen = written
            self._after = time.monotonic() + (PATIENCE if self.many() else 0)

    def _written(self) -> tuple[int, int]:
        """How often the index was written (another number, other words perhaps), and its size."""
        with asking("words"):
            stats = self._client.indices.stats(index=ALIAS, metric="indexing,docs")
        of_all = stats["_all"]["primaries"]
        return int(of_all["indexing"]["index_total"]), int(of_all["docs"]["count"])


def vocabulary_of(client: Elasticsearch, index: str) -> list[tuple[str, str]]:
    """The words of all titles as (key, written), the most frequent first. Raises `Unavailable`."""
    with asking("vocabulary"):
        answer = client.search(
            index=index,
            size=0,
            query={"term": {"live": True}},
            aggs={"words": {"terms": {"field": "vocabulary", "size": MOST_KNOWN}}},
        )
    found = (bucket["key"].partition(" ") for bucket in answer["aggregations"]["words"]["buckets"])
    return [(key, written) for key, _, written in found]
