"""The catalogue behind its port: calls over the broker with a deadline."""

from collections.abc import Sequence
from datetime import datetime

from chassis.calls import Caller
from contracts.calls import HeldStock, HoldStock, ReleaseStock, WantedLine
from contracts.values import Consignment

DEADLINE_SECONDS = 4.0


class CalledCatalog:
    """`services.orders.ports.Catalog` by remote call."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def hold(self, order_id: str, lines: list[WantedLine], until: datetime) -> list[Consignment]:
        question = HoldStock(order_id=order_id, lines=lines, until=until)
        held = self._caller.call("catalog", question, HeldStock, seconds=DEADLINE_SECONDS)
        return held.consignments

    def release(self, order_id: str, product_ids: Sequence[str]) -> None:
        question = ReleaseStock(order_id=order_id, product_ids=list(product_ids))
        self._caller.call("catalog", question, HeldStock, seconds=DEADLINE_SECONDS)
