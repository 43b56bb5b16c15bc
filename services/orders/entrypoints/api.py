"""HTTP doors of the orders service."""

from chassis.doors import Call
from chassis.errors import Forbidden
from chassis.people import Person
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.orders import CancelReason
from services.orders import queries
from services.orders.commands import CancelOrder, PlaceOrder
from services.orders.domain.checks import check_currency
from services.orders.domain.order import Order
from services.orders.entrypoints.bodies import CancelBody, OrderBody, PageQuery
from services.orders.queries import OrderPage, OrderView, Timeline


class Api:
    """Place, look, cancel."""

    service: Assembled

    @http("POST", "/v1/orders", status=201, idempotent=True)
    def place_order(self, call: Call, body: OrderBody) -> OrderView:
        """Place an order: stock is held, prices are frozen, payment follows."""
        check_currency(body.currency)
        order_id = self.service.handle(
            PlaceOrder(
                order_id=call.id_for("ord"),
                buyer_id=call.who.id,
                lines=[line.wanted() for line in body.lines],
                deliver_to=body.deliver_to.address(),
                payment=body.payment.payment(),
            )
        )
        return self._view(call, order_id)

    @http("GET", "/v1/orders")
    def list_orders(self, call: Call, query: PageQuery) -> OrderPage:
        """The caller's orders, as buyer or seller, newest first."""
        return queries.page_for(self.service.database, call.who, query.cursor, query.limit)

    @http("GET", "/v1/orders/<order_id>")
    def read_order(self, call: Call, order_id: str) -> OrderView:
        """One order."""
        return self._view(call, order_id)

    @http("GET", "/v1/orders/<order_id>/timeline")
    def read_timeline(self, call: Call, order_id: str) -> Timeline:
        """What happened to it so far."""
        return queries.timeline(queries.order_for(self.service.database, call.who, order_id))

    @http("POST", "/v1/orders/<order_id>/cancellation", idempotent=True)
    def cancel_order(self, call: Call, order_id: str, body: CancelBody) -> OrderView:
        """Cancel, for free, until the first parcel has left."""
        order = queries.order_for(self.service.database, call.who, order_id)
        self.service.handle(CancelOrder(order_id=order_id, reason=_side(order, call.who)))
        return self._view(call, order_id)

    def _view(self, call: Call, order_id: str) -> OrderView:
        order = queries.order_for(self.service.database, call.who, order_id)
        return queries.view(order, call.who)


def _side(order: Order, person: Person) -> CancelReason:
    """Who cancels; a seller only what nobody else sells a part of. Others act for the office."""
    if person.id == order.buyer_id:
        return "buyer"
    if person.id not in order.readers:
        return "officer"
    if order.seller_person_ids != [person.id]:
        raise Forbidden(field="order_id", allowed="buyer, officer, or its only seller")
    return "seller"
