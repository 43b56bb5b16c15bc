"""Doors for people who asked to be forgotten: what is under way, and when it has happened."""

from chassis.runtime.answering import answers
from chassis.runtime.assembled import Assembled
from chassis.runtime.consume import consume
from contracts.accounts import AccountErased
from contracts.calls import CountOrders, OrderCount
from services.orders import queries
from services.orders.commands import ForgetPerson

SECONDS = 120
"""A maker may be part of thousands of orders; what was done stays done."""


class Forgetting:
    """Orders are counted before a person is forgotten, and follow after."""

    service: Assembled

    @answers(CountOrders)
    def count_orders(self, question: CountOrders) -> OrderCount:
        """What is under way for that person."""
        service = self.service
        now = service.clock.now()
        return OrderCount(under_way=queries.under_way(service.database, question.person_id, now))

    @consume(AccountErased, prefetch=2, at_once=2, seconds=SECONDS)
    def on_account_erased(self, event: AccountErased) -> None:
        """A command for each order that they are part of."""
        for order_id in queries.orders_of(self.service.database, event.person_id):
            self.service.handle(ForgetPerson(order_id=order_id, person_id=event.person_id))
