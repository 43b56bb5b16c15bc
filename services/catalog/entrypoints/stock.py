"""Doors that change stock: other services' calls, orders' events, and the clock."""

import logging

from chassis.errors import Refusal, Unavailable
from chassis.runtime.answering import answers
from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from chassis.runtime.periodic import every
from contracts.calls import HeldStock, HoldStock, ReleaseStock
from contracts.message import Message
from contracts.orders import OrderCancelled, OrderConfirmed
from services.catalog.commands import ExpireHolds, ReleaseHold, SellStock, TakeBackStock
from services.catalog.entrypoints.turns import Turns
from services.catalog.queries import stocks

_log = logging.getLogger(__name__)


class StockDoors:
    """Every product takes its turn; an event of several products is a command for each."""

    service: Assembled
    turns = Turns()

    @answers(HoldStock)
    def hold_stock(self, question: HoldStock) -> HeldStock:
        """All or nothing: what a clash left half held before the refusal is given back.

        Not so while the database is away: the order may be held from an earlier time.
        """
        with self.turns.of(line.product_id for line in question.lines):
            try:
                held: HeldStock = self.service.handle(question)
            except Unavailable:
                raise
            except Refusal:
                for line in question.lines:
                    self.service.handle(
                        ReleaseHold(product_id=line.product_id, order_id=question.order_id)
                    )
                raise
        return held

    @answers(ReleaseStock)
    def release_stock(self, question: ReleaseStock) -> HeldStock:
        for product_id in question.product_ids:
            self._in_turn(
                product_id, ReleaseHold(product_id=product_id, order_id=question.order_id)
            )
        return HeldStock(consignments=[])

    @consume(OrderConfirmed)
    def on_order_confirmed(self, event: OrderConfirmed) -> None:
        for product_id in event.product_ids:
            self._in_turn(product_id, SellStock(product_id=product_id, order_id=event.order_id))

    @consume(OrderCancelled)
    def on_order_cancelled(self, event: OrderCancelled) -> None:
        for product_id in event.product_ids:
            self._in_turn(product_id, TakeBackStock(product_id=product_id, order_id=event.order_id))

    @every(seconds=5)
    def expire_holds(self) -> None:
        """Free what has waited too long."""
        now = self.service.clock.now()
        for product_id in stocks.with_holds_over(self.service.database, now):
            try:
                self._in_turn(product_id, ExpireHolds(product_id=product_id))
            except Exception:  # one that fails does not keep the others waiting
                _log.exception("could not free what waited too long")

    def _in_turn(self, product_id: str, command: Message) -> None:
        with self.turns.of([product_id]):
            self.service.handle(command)
