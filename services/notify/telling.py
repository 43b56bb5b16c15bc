"""From one event to all who should hear of it: each person's notice queued, then sent."""

from collections.abc import Callable
from typing import Any

import msgspec

from chassis.context import begin, current
from chassis.errors import NotYet, Unavailable
from contracts.message import Event, Message
from services.notify.commands import TellPerson
from services.notify.domain.wishes import wishes


def tell(handle: Callable[[Message], Any], event: Event) -> None:
    """One who cannot be told now keeps nobody else waiting; raises why, to be tried again.

    A notice is written twice because of one event, so it is not the event's id but the notice's
    own derived id and status that make a repeat harmless: the event's id is put aside.
    """
    cause = current()
    later: NotYet | Unavailable | None = None
    begin(msgspec.structs.replace(cause, event_id=""))
    try:
        for wish in wishes(event):
            try:
                send = handle(TellPerson(event_id=cause.event_id, wish=wish))
                if send and not handle(send):
                    later = Unavailable(field="channel")
            except (NotYet, Unavailable) as reason:
                later = reason
    finally:
        begin(cause)
    if later:
        raise later
