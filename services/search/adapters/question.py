"""From what is wanted to the body of one Elasticsearch search."""

from itertools import pairwise
from typing import Any, Final

from services.search.adapters.document import RADII
from services.search.adapters.favour import favours, more_than_none, term
from services.search.adapters.wording import Clause
from services.search.domain.opening import Opening
from services.search.domain.wanted import Filters, Kind, Page, Position, Wishes

PRICES: Final = (10_000, 25_000, 50_000, 100_000, 250_000)
MOST_VALUES: Final = 100
MOST_COUNTED: Final = 10_000
"""`total` is exact up to here, and "more" beyond: nobody reads further."""
A_LITTLE_DEARER: Final = 2.0
MOST_KEYS: Final = 3
LONG_ENOUGH: Final = 4
"""With fewer letters, one of them wrong begins everything."""
_FACETS: Final = {
    "category": "category",
    "kind": "kind",
    "tag": "tags",
    "district": "district",
    "block": "block",
}
SHOWN: Final = [
    f"listing.{field}"
    for field in [
        "product_id",
        "title",
        "price",
        "seller_id",
        "seller",
        "category",
        "kind",
        "free",
        "district",
        "village",
        "tags",
        "beneficiary",
        "pin",
        "popularity",
        "updated",
    ]
]


def question(
    text: Clause | None, filters: Filters, wishes: Wishes, page: Page, **how: Any
) -> Clause:
    """The body. `how`: `weights` and `now`. What facets count stands after the query, so that no
    facet empties itself."""
    by_facet = _by_facet(filters)
    asked: Clause = {
        "query": _ranked(text, filters, wishes, named=page.explain, **how),
        "size": page.limit,
        "sort": _order(page, filters.position, words=bool(text), wished=wishes != Wishes()),
        "track_scores": page.explain,
        "track_total_hits": MOST_COUNTED,
        "_source": SHOWN,
    }
    if page.facets:
        asked["aggs"] = {name: _facet(name, by_facet) for name in (*_FACETS, "price")}
    if by_facet:
        asked["post_filter"] = {"bool": {"filter": list(by_facet.values())}}
    if page.after:
        asked["search_after"] = page.after
    return asked


def completions(begun: Opening, kind: Kind | None, limit: int) -> Clause:
    """What titles go on from there: as typed, by keys, and by keys with a letter wrong."""
    kinds = [kind] if kind else ["goods", "service"]
    usual = {"field": "suggest", "size": limit, "contexts": {"kind": kinds}}
    asked: Clause = {"typed": {"prefix": begun.typed, "completion": usual}}
    for at, key in enumerate(begun.keys[:MOST_KEYS]):
        asked[f"key {at}"] = {"prefix": key, "completion": usual}
    if len(begun.keys[0]) >= LONG_ENOUGH:
        about = {"fuzziness": 1, "prefix_length": 1, "min_length": LONG_ENOUGH}
        asked["near"] = {"prefix": begun.keys[0], "completion": usual | {"fuzzy": about}}
    return asked


def _ranked(text: Clause | None, filters: Filters, wishes: Wishes, **how: Any) -> Clause:
    query: Clause = {
        "filter": [*_always(filters), *_nearly(wishes)],
        "must_not": [term("live", False)],
    }
    if text:
        query["must"] = [text]
    return {
        "function_score": {
            "query": {"bool": query},
            "functions": favours(filters, wishes, **how),
            "score_mode": "sum",
            "boost_mode": "sum",
        }
    }


def _always(filters: Filters) -> list[Clause]:
    found: list[Clause] = []
    goods_free: Clause = {"bool": {"should": [term("kind", "service"), more_than_none()]}}
    if filters.in_stock:
        found.append(goods_free)
    if filters.seller_id:
        found.append(term("seller_id", filters.seller_id))
    if filters.craft:
        found.append(term("craft", filters.craft))
    if filters.served is False:
        found.append(term("kind", "service"))
    if filters.position:
        found.append(_in_reach(filters.position))
        if filters.within_km:
            found.append(_within(filters.within_km, filters.position))
    return found


def _nearly(wishes: Wishes) -> list[Clause]:
    limits = {}
    if wishes.max_price is not None:
        limits["lte"] = int(wishes.max_price * A_LITTLE_DEARER)
    if wishes.min_price is not None:
        limits["gte"] = int(wishes.min_price / A_LITTLE_DEARER)
    return [{"range": {"price": limits}}] if limits else []


def _in_reach(position: Position) -> Clause:
    """Goods travel; a service is there only within its radius."""
    services = [
        {"bool": {"filter": [term("radius_km", km), _within(km, position)]}} for km in RADII
    ]
    return {"bool": {"should": [term("kind", "goods"), *services]}}


def _within(km: int, position: Position) -> Clause:
    there = {"lat": position.lat, "lon": position.lon}
    return {"geo_distance": {"distance": f"{km}km", "location": there}}


def _by_facet(filters: Filters) -> dict[str, Clause]:
    given: dict[str, tuple[str, Any]] = {
        "category": ("category", filters.category),
        "kind": ("kind", filters.kind),
        "district": ("district", filters.district),
        "block": ("block", filters.block),
    }
    found = {name: term(field, value) for name, (field, value) in given.items() if value}
    if filters.tags:
        found["tag"] = {"bool": {"filter": [term("tags", tag) for tag in filters.tags]}}
    limits = {"gte": filters.min_price, "lte": filters.max_price}
    prices = {name: price for name, price in limits.items() if price is not None}
    if prices:
        found["price"] = {"range": {"price": prices}}
    return found


def _facet(name: str, by_facet: dict[str, Clause]) -> Clause:
    others = [clause for facet, clause in by_facet.items() if facet != name]
    values: Clause = {"terms": {"field": _FACETS.get(name, name), "size": MOST_VALUES}}
    if name == "price":
        ends = [None, *PRICES, None]
        ranges = [
            {key: end for key, end in (("from", low), ("to", high)) if end is not None}
            for low, high in pairwise(ends)
        ]
        values = {"range": {"field": "price", "ranges": ranges}}
    if not others:
        return values
    return {"filter": {"bool": {"filter": others}}, "aggs": {"values": values}}


def _order(page: Page, position: Position | None, *, words: bool, wished: bool) -> list[Clause]:
    last: list[Clause] = [{"product_id": "asc"}]
    popular: list[Clause] = [{"popularity": "desc"}, {"updated": "desc"}, *last]
    if page.sort == "distance" and position:
        there = {"lat": position.lat, "lon": position.lon}
        return [{"_geo_distance": {"location": there, "order": "asc", "unit": "km"}}, *last]
    if page.sort in ("price", "-price"):
        return [{"price": "desc" if page.sort == "-price" else "asc"}, *last]
    if page.sort == "newest":
        return [{"updated": "desc"}, *last]
    if page.sort == "popular" or not (words or wished):
        return popular
    return [{"_score": "desc"}, *(last if words else popular)]
