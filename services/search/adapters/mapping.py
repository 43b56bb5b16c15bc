"""The index as it is created: its fields, how they are scored, and the names of its aliases.

All language work is done in Python (`document`): the index splits at white space and no more, so
one mapping runs on every Elasticsearch. Similarity `boolean`: a hit counts what the query says.
"""

from typing import Any, Final

ALIAS: Final = "products"
NEXT: Final = "products_next"
"""While it exists a rebuild is under way, and every write goes there too."""

_KEYWORD: Final = {"type": "keyword", "similarity": "boolean"}
_TOKENS: Final = {
    "type": "text",
    "analyzer": "whitespace",
    "similarity": "boolean",
    "norms": False,
    "index_options": "docs",
}

MAPPINGS: Final[dict[str, Any]] = {
    "dynamic": False,
    "_source": {"includes": ["listing"]},
    "properties": {
        "typed": _TOKENS,
        "keys": _TOKENS,
        "variants": _TOKENS,
        "pairs": _TOKENS,
        "family": _TOKENS,
        "body": _TOKENS,
        "trigrams": _TOKENS,
        "whole": _KEYWORD,
        "vocabulary": _KEYWORD,
        "product_id": _KEYWORD,
        "live": {"type": "boolean"},
        "kind": _KEYWORD,
        "category": _KEYWORD,
        "craft": _KEYWORD,
        "seller_id": _KEYWORD,
        "tags": _KEYWORD,
        "district": {"type": "integer"},
        "block": {"type": "integer"},
        "price": {"type": "long"},
        "free": {"type": "integer"},
        "popularity": {"type": "integer"},
        "fame": {"type": "float"},
        "beneficiary": {"type": "boolean"},
        "updated": {"type": "date"},
        "location": {"type": "geo_point"},
        "radius_km": {"type": "integer"},
        "listing": {"type": "object", "enabled": False},
        "suggest": {
            "type": "completion",
            "analyzer": "keyword",
            "preserve_separators": True,
            "max_input_length": 60,
            "contexts": [
                {"name": "kind", "type": "category"},
                {"name": "district", "type": "category"},
            ],
        },
    },
}
SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    "max_result_window": 10_000,
    "merge.policy.segments_per_tier": 3,
    "merge.policy.floor_segment": "16mb",
}
"""Few segments: a query looks up some two hundred words in each (docs/benchmarks/search.md)."""
