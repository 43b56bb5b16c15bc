"""What speaks for goods beside their words, each as a function that adds points."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from services.search.adapters.wording import Clause
from services.search.domain.wanted import Filters, Position, Wishes
from services.search.domain.weights import Weights

Named = tuple[str, Clause]
"""A function and what `explain` calls it."""
_ALL: Final[Clause] = {"match_all": {}}


def favours(
    filters: Filters, wishes: Wishes, *, weights: Weights, now: datetime, named: bool
) -> list[Clause]:
    """The functions; `named` ones tell how many points they gave."""
    near = weights.near_me if wishes.near_me else weights.distance
    found = [
        *_of_goods(weights, now),
        *_of_place("near", filters.position, near),
        *_of_wishes(wishes, weights),
    ]
    return [_telling(*one) if named else one[1] for one in found]


def _telling(name: str, function: Clause) -> Clause:
    """The same function, for goods that a query of that name and that score finds: all."""
    points = {part: value for part, value in function.items() if part != "filter"}
    told = {"query": function.get("filter", _ALL), "functions": [points], "_name": name}
    return points | {"filter": {"function_score": told | {"boost_mode": "replace"}}}


def _of_goods(weights: Weights, now: datetime) -> Iterator[Named]:
    fame = {"field": "fame", "factor": 1, "missing": 0}
    today = now.date().isoformat()  # by the second, points would fall from one page to the next
    fresh = {"updated": {"origin": today, "scale": "30d", "offset": "7d", "decay": 0.5}}
    yield "bought often", {"field_value_factor": fame, "weight": weights.fame}
    yield "new", {"gauss": fresh, "weight": weights.fresh}
    yield "in stock", {"filter": more_than_none(), "weight": weights.in_stock}
    yield "helped by a scheme", {"filter": term("beneficiary", True), "weight": weights.scheme}


def _of_place(name: str, position: Position | None, weight: float) -> Iterator[Named]:
    if position:
        origin = {"lat": position.lat, "lon": position.lon}
        near = {"location": {"origin": origin, "scale": "15km", "offset": "1km", "decay": 0.5}}
        known = {"exists": {"field": "location"}}  # without it, nowhere would be next door
        yield name, {"gauss": near, "filter": known, "weight": weight}


def _of_wishes(wishes: Wishes, weights: Weights) -> Iterator[Named]:
    limits = {"gte": wishes.min_price, "lte": wishes.max_price}
    given = {name: price for name, price in limits.items() if price is not None}
    if given:
        within = {"range": {"price": given}}
        yield "price as asked", {"filter": within, "weight": weights.in_price}
    if wishes.districts:
        yield from _in_place("district", {"terms": {"district": wishes.districts}}, weights, 1.0)
    if wishes.named:
        there = {"terms": {"body": wishes.named}}
        yield from _in_place("very place", there, weights, weights.very_place)
    yield from _of_place("near that place", wishes.around, weights.near_me)
    for product_id, share in wishes.chosen.items():
        this = term("product_id", product_id)
        yield "chosen by others", {"filter": this, "weight": weights.chosen * share}
    if wishes.kind:
        yield "kind as asked", {"filter": term("kind", wishes.kind), "weight": weights.kind}
    if wishes.cheap or wishes.costly:
        origin = 0 if wishes.cheap else 1_000_000
        scale = 30_000 if wishes.cheap else 500_000
        low = {"price": {"origin": origin, "scale": scale, "decay": 0.5}}
        yield "cheap" if wishes.cheap else "costly", {"gauss": low, "weight": weights.cheap}


def _in_place(name: str, there: Clause, weights: Weights, share: float) -> Iterator[Named]:
    services = {"bool": {"filter": [there, term("kind", "service")]}}
    goods = {"bool": {"filter": [there, term("kind", "goods")]}}
    yield f"service of the {name}", {"filter": services, "weight": weights.service_in_place * share}
    yield f"of the {name}", {"filter": goods, "weight": weights.in_place * share}


def term(field: str, value: Any) -> Clause:
    """Just that value."""
    return {"term": {field: value}}


def more_than_none() -> Clause:
    """Some are free to be bought."""
    return {"range": {"free": {"gt": 0}}}
