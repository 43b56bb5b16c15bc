"""From what is wanted to Elasticsearch's query, and from its answer to what is found."""

from itertools import pairwise
from typing import Any, Final

import msgspec

from services.search.domain.wanted import (
    Counted,
    CountedDistrict,
    CountedPrices,
    Facets,
    Found,
    Item,
    Wanted,
)

FIELDS: Final = (
    "title.hi^4",
    "title.en^4",
    "category.words^2",
    "materials",
    "tags",
    "village",
    "seller.hi",
    "seller.en",
    "description.hi",
    "description.en",
)
FUZZY: Final = {"fuzziness": "AUTO", "prefix_length": 1, "max_expansions": 20}
MOST_WORDS: Final = 16
"""A spoken sentence is cut here: each fuzzy word is many clauses."""
PRICES: Final = (10_000, 25_000, 50_000, 100_000, 250_000)
MOST_VALUES: Final = 200
_SHOWN: Final = list(Item.__struct_fields__)
_POPULARITY: Final = {
    "field_value_factor": {
        "field": "popularity",
        "modifier": "log1p",
        "factor": 0.1,
        "missing": 0,
    }
}
_MOST_FOR_POPULARITY: Final = 0.3
"""Below what any hit in a title is worth."""


def question(wanted: Wanted) -> dict[str, Any]:
    """The body of the search. Filters stand after the query, so that no facet empties itself."""
    words = " ".join(wanted.words.split()[:MOST_WORDS])
    filters = _filters(wanted)
    return {
        "query": _query(words, wanted.in_stock),
        "post_filter": {"bool": {"filter": list(filters.values())}},
        "aggs": {name: _facet(name, filters) for name in ("category", "kind", "district", "price")},
        "from": (wanted.page - 1) * wanted.limit,
        "size": wanted.limit,
        "sort": _order(words),
        "track_total_hits": True,
        "_source": _SHOWN,
    }


def found(answer: Any) -> Found:
    """The page of items, the total, and the facets."""
    values = {name: facet["values"]["buckets"] for name, facet in answer["aggregations"].items()}
    return Found(
        total=answer["hits"]["total"]["value"],
        items=[msgspec.convert(hit["_source"], Item) for hit in answer["hits"]["hits"]],
        facets=Facets(
            category=[Counted(value=b["key"], count=b["doc_count"]) for b in values["category"]],
            kind=[Counted(value=b["key"], count=b["doc_count"]) for b in values["kind"]],
            district=[
                CountedDistrict(value=b["key"], count=b["doc_count"]) for b in values["district"]
            ],
            price=[_prices(bucket) for bucket in values["price"] if bucket["doc_count"]],
        ),
    )


def _query(words: str, in_stock: bool) -> dict[str, Any]:
    filters: list[dict[str, Any]] = [{"term": {"live": True}}]
    if in_stock:
        filters.append({"range": {"free": {"gt": 0}}})
    query: dict[str, Any] = {"filter": filters}
    if words:
        query["must"] = [
            {"match": {"words": {"query": words, "minimum_should_match": "2<70%"} | FUZZY}}
        ]
        query["should"] = [{"multi_match": {"query": words, "fields": list(FIELDS)} | FUZZY}]
    return {
        "function_score": {
            "query": {"bool": query},
            "functions": [_POPULARITY],
            "max_boost": _MOST_FOR_POPULARITY,
            "boost_mode": "sum",
        }
    }


def _filters(wanted: Wanted) -> dict[str, dict[str, Any]]:
    """By the facet that each belongs to."""
    filters: dict[str, dict[str, Any]] = {}
    if wanted.category:
        filters["category"] = {"term": {"category": wanted.category}}
    if wanted.kind:
        filters["kind"] = {"term": {"kind": wanted.kind}}
    if wanted.district is not None:
        filters["district"] = {"term": {"district": wanted.district}}
    limits = {"gte": wanted.min_price, "lte": wanted.max_price}
    given = {name: price for name, price in limits.items() if price is not None}
    if given:
        filters["price"] = {"range": {"price": given}}
    return filters


def _facet(name: str, filters: dict[str, dict[str, Any]]) -> dict[str, Any]:
    others = [clause for facet, clause in filters.items() if facet != name]
    values: dict[str, Any] = {"terms": {"field": name, "size": MOST_VALUES}}
    if name == "price":
        ends = [None, *PRICES, None]
        ranges = [
            {key: end for key, end in (("from", low), ("to", high)) if end is not None}
            for low, high in pairwise(ends)
        ]
        values = {"range": {"field": "price", "ranges": ranges}}
    return {"filter": {"bool": {"filter": others}}, "aggs": {"values": values}}


def _order(words: str) -> list[dict[str, str]]:
    if words:
        return [{"_score": "desc"}, {"product_id": "asc"}]
    return [{"popularity": "desc"}, {"updated": "desc"}, {"product_id": "asc"}]


def _prices(bucket: Any) -> CountedPrices:
    low, high = bucket.get("from"), bucket.get("to")
    return CountedPrices(
        at_least=None if low is None else int(low),
        below=None if high is None else int(high),
        count=bucket["doc_count"],
    )
