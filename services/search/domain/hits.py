"""What the index answers, apart from how Elasticsearch writes it."""

from dataclasses import dataclass, field

from services.search.domain.found import Facets, Part
from services.search.domain.listing import Listing


@dataclass(frozen=True)
class Hit:
    """A listing that was found: its points, its place in the order, and what gave the points."""

    listing: Listing
    score: float
    place: list[float | int | str]
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Hits:
    """A page of them; `more` than `total` where counting stopped."""

    total: int
    more: bool
    hits: list[Hit]
    facets: Facets
