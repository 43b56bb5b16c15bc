"""What callers of the search service send."""

import unicodedata
from typing import Annotated, get_args

import msgspec
from msgspec import Meta

from chassis.doors import Body
from chassis.errors import Invalid
from chassis.pages import CursorNotValid, PageQuery
from contracts.values import PIN, Text, whole
from services.search.domain.wanted import Filters, Kind, Position, Sort
from services.search.language import clean
from services.search.queries.asked import Asked, Depth
from services.search.understanding import Name

Paise = Annotated[int, Meta(ge=0, le=10**12)]
Code = Annotated[int, Meta(ge=0, le=10**6)]
Words = Annotated[str, Meta(max_length=200)]
Slug = Annotated[str, Meta(max_length=60)]
Pin = Annotated[str, whole(f"({PIN})?")]
Km = Annotated[int, Meta(ge=1, le=500)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
MOST_TAGS = 5


class NotUnderstood(Invalid):
    """A name in a list that is none of those that are allowed."""

    text = Text(
        hi="इसमें केवल वे नाम दें जो यहाँ बताए हैं।",
        en="Only the names that are told here are allowed.",
    )


class PositionHalf(Invalid):
    """One of `lat` and `lon` without the other."""

    text = Text(hi="lat और lon दोनों दें।", en="Give both lat and lon.")


class SearchQuery(PageQuery):
    """`q` in any language and script; prices in paise; `district` and `block` are LGD codes.

    `deliver_to`: the PIN code where goods must be deliverable. `lat` and `lon`, or `near_pin`:
    where the caller is, for distances and for services, which come only within their radius.
    `without`: names out of `understood` that the words are not to say, `tag`: several, by commas.
    """

    q: Words = ""
    category: Slug = ""
    craft: Slug = ""
    kind: Kind | None = None
    district: Code | None = None
    block: Code | None = None
    min_price: Paise | None = None
    max_price: Paise | None = None
    seller_id: Slug = ""
    tag: Words = ""
    in_stock: bool = False
    deliver_to: Pin = ""
    near_pin: Pin = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    within_km: Km | None = None
    sort: Sort = "relevance"
    without: Words = ""
    facets: bool = True
    explain: bool = False

    def asked(self) -> Asked:
        """Raises `NotUnderstood`, `PositionHalf`, `CursorNotValid`."""
        depth, after = _place(self.after)
        return Asked(
            q=unicodedata.normalize("NFC", self.q),
            without=self._without(),
            given=self._filters(),
            deliver_to=self.deliver_to,
            near_pin=self.near_pin,
            sort=self.sort,
            limit=self.limit,
            after=after,
            depth=depth,
            facets=self.facets,
            explain=self.explain,
        )

    def _filters(self) -> Filters:
        return Filters(
            category=self.category,
            craft=self.craft,
            kind=self.kind,
            district=self.district,
            block=self.block,
            min_price=self.min_price,
            max_price=self.max_price,
            seller_id=self.seller_id,
            tags=[clean(tag) for tag in _listed(self.tag)][:MOST_TAGS],
            in_stock=self.in_stock,
            position=self._position(),
            within_km=self.within_km,
        )

    def _position(self) -> Position | None:
        if (self.lat is None) != (self.lon is None):
            raise PositionHalf(field="lat" if self.lat is None else "lon")
        if self.lat is None or self.lon is None:
            return None
        return Position(lat=self.lat, lon=self.lon)

    def _without(self) -> frozenset[str]:
        names = frozenset(_listed(self.without))
        if not names <= set(get_args(Name)):
            raise NotUnderstood(field="without", allowed=", ".join(get_args(Name)))
        return names


class SuggestQuery(Body):
    """`q` as far as it is typed."""

    q: Annotated[str, Meta(max_length=60)] = ""
    kind: Kind | None = None
    limit: Annotated[int, Meta(ge=1, le=20)] = 10


class SimilarQuery(Body):
    """How many at the most."""

    limit: Annotated[int, Meta(ge=1, le=20)] = 8


def _listed(said: str) -> list[str]:
    return [one.strip() for one in said.split(",") if one.strip()]


def _place(after: str) -> tuple[Depth, list[float | int | str]]:
    """The depth and the sort values that a cursor stands for."""
    if not after:
        return "enough", []
    try:
        depth, *place = msgspec.json.decode(after, type=list[float | int | str])
        return msgspec.convert(depth, Depth), place
    except (ValueError, msgspec.DecodeError) as bad:
        raise CursorNotValid(field="cursor") from bad
