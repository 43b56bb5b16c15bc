"""From what the words said of price, place and kind to filters and wishes."""

from collections.abc import Mapping
from typing import Final

from chassis.errors import Unavailable
from contracts.places import STATE_OF
from services.search.domain.found import Understood as Told
from services.search.domain.plan import Plan, Segment, Sense
from services.search.domain.wanted import Filters, Kind, Position, Wishes
from services.search.language import keys, words
from services.search.meaning.categories import CATEGORIES
from services.search.places import Place
from services.search.queries.asked import Asked
from services.search.queries.desk import Desk
from services.search.understanding import Part, Understood, Where

MOST_CHOSEN: Final = 10
AS_SURE: Final = 0.9
SURE: Final = 0.5
"""From here on a hint at the kind is worth something."""


def filters_of(asked: Asked, understood: Understood, desk: Desk) -> Filters:
    """What the caller asked for by name; a PIN to deliver to may be in the words too."""
    given = asked.given
    pin = asked.deliver_to or (understood.deliver_to.pin if understood.deliver_to else "")
    point = desk.gazetteer.pin(asked.near_pin) if asked.near_pin else None
    position = Position(lat=point.lat, lon=point.lon) if point else given.position
    return given.but(position=position, served=_served(pin, desk))


def _served(pin: str, desk: Desk) -> bool | None:
    """None where no PIN was told, or nobody knows just now: then nothing is left out."""
    try:
        return desk.served(pin) if pin else None
    except Unavailable:
        return None


def wishes_of(understood: Understood, plan: Plan, chosen: Mapping[str, float]) -> Wishes:
    """What the words asked for: it ranks. What was understood is left out with `without`; the kind
    of a thing that is named goes with its name."""
    kind = understood.kind
    return Wishes(
        min_price=understood.min_price,
        max_price=understood.max_price,
        cheap=understood.cheap,
        costly=understood.costly,
        kind=kind.kind if kind and kind.strength >= SURE else _kind_of(plan),
        near_me=understood.near_me,
        districts=_districts(understood.place.place) if understood.place else [],
        named=_named(understood.place.place) if understood.place else [],
        around=_around(understood.place) if understood.place else None,
        chosen=dict(sorted(chosen.items(), key=lambda one: -one[1])[:MOST_CHOSEN]),
    )


def _kind_of(plan: Plan) -> Kind | None:
    """That of the surest thing that is named; where one name is of both, of the goods."""
    things = [thing for segment in plan.segments for thing in _things(segment)]
    best = max((sense.strength for sense in things), default=0.0)
    kinds = {CATEGORIES[s.categories[0]].kind for s in things if s.strength >= best * AS_SURE}
    if not kinds:
        return None
    return "goods" if "goods" in kinds else "service"


def _things(segment: Segment) -> list[Sense]:
    """What its words name together; only where that is nothing, what each names alone."""
    together = [sense for sense in segment.senses if _names(sense)]
    most = max((sense.share for sense in together), default=0.0)
    if together:
        return [sense for sense in together if sense.share == most]
    return [sense for word in segment.words for sense in word.senses if _names(sense)]


def _names(sense: Sense) -> bool:
    return sense.kind == "thing" and bool(sense.categories)


def told(understood: Understood) -> list[Told]:
    """The parts as callers see them."""
    return [Told(name=part.name, said=part.said, value=_value(part)) for part in understood.parts]


def places_in(understood: Understood) -> frozenset[str]:
    """Words that name a place, and are looked for all the same."""
    at = {place for part in understood.parts if part.name == "place" for place in part.at}
    left = zip(understood.positions, understood.left, strict=True)
    return frozenset(word for place, word in left if place in at)


def _districts(place: Place) -> list[int]:
    if place.level == "state":
        return [district for district, state in STATE_OF.items() if state == place.code]
    return [place.district] if place.district else []


def _around(where: Where) -> Position | None:
    point = where.place.point if where.near else None
    return Position(lat=point.lat, lon=point.lon) if point else None


def _named(place: Place) -> list[str]:
    """Keys by which goods of the very place name it."""
    if place.level in ("state", "district"):
        return []
    names = [words(name) for name in (place.name.hi, place.name.en)]
    return sorted({key for name in names if len(name) == 1 for key in keys(name[0])})


def _value(part: Part) -> str:
    value = part.value
    match part.name:
        case "place":
            return f"{value.place.level}:{value.place.code}"  # type: ignore[union-attr]
        case "deliver_to":
            return value.pin or f"{value.place.level}:{value.place.code}"  # type: ignore[union-attr]
        case "quantity":
            return f"{value.value:g} {value.unit}".strip()  # type: ignore[union-attr]
        case "kind":
            return value.kind  # type: ignore[union-attr]
        case "min_price" | "max_price":
            return str(value)
        case _:
            return "yes"
