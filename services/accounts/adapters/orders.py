"""The orders service behind its port: a call over the broker with a deadline."""

from typing import Final

from chassis.calls import Caller
from contracts.calls import CountOrders, OrderCount

DEADLINE_SECONDS: Final = 4.0


class CalledOrders:
    """`services.accounts.ports.Orders` by remote call."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def under_way(self, person_id: str) -> int:
        """Raises `Unavailable` while orders cannot be asked."""
        question = CountOrders(person_id=person_id)
        return self._caller.call("orders", question, OrderCount, seconds=DEADLINE_SECONDS).under_way
