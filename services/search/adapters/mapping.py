"""The index as it is created: fields, how they are analysed, and its alias."""

from typing import Any, Final

ALIAS: Final = "products"
NAME: Final = "products_v1"
"""A mapping that cannot be had by adding fields gets the next number, and the alias moves."""

_KEYWORD: Final = {"type": "keyword"}
_WORDS: Final = {"type": "text", "analyzer": "standard", "copy_to": "words"}
_SLUG: Final = {"type": "keyword", "copy_to": "words", "fields": {"words": {"type": "text"}}}
_BOTH: Final = {"properties": {"hi": _WORDS, "en": _WORDS}}
_KEPT: Final = {"type": "keyword", "index": False, "doc_values": False}
_UNSEARCHED: Final = {"type": "long", "index": False, "doc_values": False}

MAPPINGS: Final[dict[str, Any]] = {
    "dynamic": False,
    "properties": {
        "product_id": _KEYWORD,
        "live": {"type": "boolean"},
        "free": {"type": "integer"},
        "popularity": {"type": "integer"},
        "updated": {"type": "date"},
        "seller_id": _KEYWORD,
        "seller": _BOTH,
        "kind": _KEYWORD,
        "category": _SLUG,
        "title": _BOTH,
        "description": _BOTH,
        "price": {"type": "long"},
        "district": {"type": "integer"},
        "block": {"type": "integer"},
        "pin": _KEYWORD,
        "village": _WORDS,
        "making_days": {"type": "integer"},
        "materials": _WORDS,
        "tags": _WORDS,
        "words": {"type": "text", "analyzer": "standard"},
        "seen_product": _UNSEARCHED,
        "seen_stock": _UNSEARCHED,
        "counted": _KEPT,
    },
}
SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
}
