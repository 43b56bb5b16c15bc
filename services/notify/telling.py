"""From one event to all who should hear of it: each person's notice queued, then sent."""

from collections.abc import Callable
from typing import Any

from chassis.context import current, further_step
from chassis.errors import NotYet, Unavailable
from contracts.message import Event, Message
from services.notify.commands import TellPerson
from services.notify.domain.wishes import Wish, wishes


class Teller:
    """Tells of each event once at a time: a lost line to the broker brings one twice at once.

    A notice is written twice because of one event, so it is not the event's id but the notice's
    own derived id and status that make a repeat harmless.
    """

    def __init__(self, handle: Callable[[Message], Any]) -> None:
        self._handle = handle
        self._in_hand: set[str] = set()

    def tell(self, event: Event) -> None:
        """Raises `NotYet` or `Unavailable` if somebody is left, to be tried again."""
        event_id = current().event_id
        if event_id in self._in_hand:
            raise NotYet("the same event is being told just now")
        self._in_hand.add(event_id)
        further_step()
        try:
            self._tell_all(event_id, wishes(event))
        finally:
            self._in_hand.discard(event_id)

    def _tell_all(self, event_id: str, wanted: list[Wish]) -> None:
        """One who cannot be told now keeps nobody else waiting."""
        later: NotYet | Unavailable | None = None
        for wish in wanted:
            try:
                send = self._handle(TellPerson(event_id=event_id, wish=wish))
                if send and not self._handle(send):
                    later = Unavailable(field="channel")
            except (NotYet, Unavailable) as reason:
                later = reason
        if later:
            raise later
