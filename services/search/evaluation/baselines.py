"""What a plain index finds for the same queries: `standard` analysis, and trigrams alone."""

from typing import Any, Final

from elasticsearch import Elasticsearch

from services.search.adapters.document import keys_of, trigrams_of
from services.search.domain.listing import Listing
from services.search.evaluation.judged import Judged, listing
from services.search.evaluation.running import SHOWN, Run, filled
from services.search.language import words
from services.search.places import Gazetteer

_TEXT: Final = {"type": "text", "analyzer": "standard"}
_GRAMS: Final = {"type": "text", "analyzer": "whitespace"}
MAPPINGS: Final[dict[str, Any]] = {
    "properties": {
        "title": _TEXT,
        "rest": _TEXT,
        "grams": _GRAMS,
        "product_id": {"type": "keyword"},
    }
}


def standard(judged: Judged, client: Elasticsearch, gazetteer: Gazetteer) -> Run:
    """BM25 over the words as they stand, the title twice as much."""
    return _run(
        judged,
        client,
        gazetteer,
        lambda q: {"multi_match": {"query": q, "fields": ["title^2", "rest"]}},
    )


def by_trigrams(judged: Judged, client: Elasticsearch, gazetteer: Gazetteer) -> Run:
    """BM25 over the trigrams of folded words."""
    return _run(judged, client, gazetteer, lambda q: {"match": {"grams": _grams(q)}})


def _run(judged: Judged, client: Elasticsearch, gazetteer: Gazetteer, query: Any) -> Run:
    documents = [_document(listing(item, gazetteer)) for item in judged.items]
    with filled(client, MAPPINGS, documents) as index:
        found: Run = {}
        for asked in judged.queries:
            answer = client.search(index=index, query=query(asked.q), size=SHOWN)
            found[asked.id] = [hit["_id"] for hit in answer["hits"]["hits"]]
        return found


def _document(one: Listing) -> dict[str, Any]:
    title = f"{one.title.hi} {one.title.en}"
    described = f"{one.description.hi} {one.description.en} {one.village} {one.category}"
    rest = " ".join([described, one.seller.hi, one.seller.en, *one.materials, *one.tags])
    return {
        "product_id": one.product_id,
        "title": title,
        "rest": rest,
        "grams": _grams(f"{title} {rest}"),
    }


def _grams(text: str) -> str:
    return " ".join(gram for word in words(text) for gram in trigrams_of(keys_of(word)[0]))
