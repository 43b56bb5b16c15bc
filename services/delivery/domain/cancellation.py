"""That an order is cancelled, remembered for news of it that comes late."""

from datetime import datetime
from typing import ClassVar

from chassis.aggregate import Aggregate, Moves


class Cancellation(Aggregate):
    """`id` is the order's; forgotten after `KEPT_SECONDS`."""

    MOVES: ClassVar[Moves] = {"cancelled": set()}

    at: datetime


KEPT_SECONDS = 30 * 24 * 3600
"""Longer than any message waits in delay or parking."""
