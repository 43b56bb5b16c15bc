"""HTTP doors of the orders service."""

from chassis.doors import Call
from chassis.pages import PageQuery
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.orders import CancelReason
from services.orders import queries
from services.orders.commands import CancelOrder, PlaceOrder
from services.orders.domain.checks import check_currency
from services.orders.domain.order import Order
from services.orders.entrypoints.bodies import CancelBody, OrderBody
from services.orders.queries import OrderPage, OrderView, Timeline


class Api:
    """Place, look, cancel."""

    service: Assembled

    @http(
        "POST",
        "/v1/orders",
        may="order.place",
        status=201,
        key="required",
        at="/v1/orders/{order_id}",
    )
    def place_order(self, call: Call, body: OrderBody) -> OrderView:
        """Place an order: stock is held, prices are frozen, payment follows."""
        call.must(owners=[call.who.id])
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

    @http("GET", "/v1/orders", may="order.read")
    def list_orders(self, call: Call, query: PageQuery) -> OrderPage:
        """The caller's orders, as buyer or seller, newest first."""
        return queries.page_for(self.service.database, call.narrows(), query.after, query.limit)

    @http("GET", "/v1/orders/<order_id>", may="order.read")
    def read_order(self, call: Call, order_id: str) -> OrderView:
        """One order."""
        return self._view(call, order_id)

    @http("GET", "/v1/orders/<order_id>/timeline", may="order.read")
    def read_timeline(self, call: Call, order_id: str) -> Timeline:
        """What happened to it so far."""
        return queries.timeline(self._order(call, order_id))

    @http("POST", "/v1/orders/<order_id>/cancellation", may="order.cancel", key="required")
    def cancel_order(self, call: Call, order_id: str, body: CancelBody) -> OrderView:
        """Cancel, for free, until the first parcel has left."""
        side = _side(self._order(call, order_id), call)
        self.service.handle(CancelOrder(order_id=order_id, reason=side))
        return self._view(call, order_id)

    def _order(self, call: Call, order_id: str) -> Order:
        return queries.order_for(self.service.database, call.narrows(), order_id)

    def _view(self, call: Call, order_id: str) -> OrderView:
        return queries.view(self._order(call, order_id), call.who)


def _side(order: Order, call: Call) -> CancelReason:
    """Who cancels: the buyer, its only seller, or staff in whose area every part of it is."""
    mine = [call.who.id]
    if mine in ([order.buyer_id], order.seller_person_ids):
        call.must(owners=mine)
        return "buyer" if mine == [order.buyer_id] else "seller"
    for part in order.consignments:
        call.must(areas=part.areas)
    return "officer"
