"""Tells an order's way as it happens: each event, who reacted, and the time since the last."""

import time
from collections.abc import Callable
from datetime import datetime

from deploy.demo.tap import Handled, Published, Tap

Say = Callable[[str], None]
MOST_SECONDS = 60.0
EXPECTED = (
    "order.placed",
    "delivery.assigned",
    "payment.captured",
    "order.confirmed",
    "shipment.created",
    "shipment.picked_up",
    "shipment.in_transit",
    "shipment.out_for_delivery",
    "delivery.code_issued",
    "shipment.delivered",
    "order.completed",
)


class StoryIncomplete(Exception):
    """The order did not reach its end in time; the text says how far it came."""


class Story:
    """One order's events in their order of appearance."""

    def __init__(self, order_id: str, say: Say) -> None:
        self._order_id, self._say = order_id, say
        self._ids: set[str] = set()
        self._unplaced: list[Handled] = []
        self._begun = time.monotonic()
        self._last: datetime | None = None
        self.names: set[str] = set()

    def follow(self, tap: Tap) -> float:
        """Until the order is completed and everyone has reacted; the seconds it took."""
        completed = 0.0
        while time.monotonic() - self._begun < MOST_SECONDS:
            for event in tap.events():
                if event.data.get("order_id") == self._order_id:
                    self._tell_event(event)
            self._unplaced.extend(tap.reactions())
            self._tell_reactions()
            if "order.completed" in self.names:
                completed = completed or time.monotonic()
                if time.monotonic() - completed > 1.0 and self.names.issuperset(EXPECTED):
                    return completed - self._begun
        missing = [name for name in EXPECTED if name not in self.names]
        raise StoryIncomplete(f"not seen within {MOST_SECONDS:.0f} s: {', '.join(missing)}")

    def _tell_event(self, event: Published) -> None:
        self._ids.add(event.id)
        self.names.add(event.name)
        since = (event.at - (self._last or event.at)).total_seconds()
        self._say(f"+{since:6.3f} s  {event.name}  from {event.publisher}")
        self._last = event.at

    def _tell_reactions(self) -> None:
        known = [reaction for reaction in self._unplaced if reaction.cause in self._ids]
        self._unplaced = [r for r in self._unplaced[-500:] if r.cause not in self._ids]
        for reaction in known:
            took = f"{reaction.milliseconds:.0f} ms"
            self._say(f"             · {reaction.service}: {reaction.message} ({took})")
