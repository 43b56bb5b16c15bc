"""Which partner delivers where: the search service's own copy of delivery's word."""

from typing import ClassVar

from chassis.aggregate import Aggregate, Moves


class Coverage(Aggregate):
    """The PIN codes of one partner (`id` is the partner's), kept from `coverage.changed`."""

    MOVES: ClassVar[Moves] = {"known": set()}

    pins: list[str]
    heard: int = 0
    """The sequence of the event that said so."""
