"""Operations of orders. Made by `haat client`."""

from __future__ import annotations

from ..caller import Caller, at
from ..types.orders import CancelBody, OrderBody, OrderPage, OrderView, Timeline


class Orders:
    """All doors of orders."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_orders(self, *, cursor: str | None = None, limit: int | None = None) -> OrderPage:
        """The caller's orders, as buyer or seller, newest first."""
        return self._caller.call(
            "GET", "/v1/orders", OrderPage, query={"cursor": cursor, "limit": limit}
        )

    def place_order(self, body: OrderBody, *, key: str = "") -> OrderView:
        """Place an order: stock is held, prices are frozen, payment follows."""
        return self._caller.call("POST", "/v1/orders", OrderView, body=body, key=key)

    def read_order(self, order_id: str) -> OrderView:
        """One order."""
        return self._caller.call("GET", at("/v1/orders/{}", order_id), OrderView)

    def cancel_order(self, order_id: str, body: CancelBody, *, key: str = "") -> OrderView:
        """Cancel, for free, until the first parcel has left."""
        return self._caller.call(
            "POST", at("/v1/orders/{}/cancellation", order_id), OrderView, body=body, key=key
        )

    def read_timeline(self, order_id: str) -> Timeline:
        """What happened to it so far."""
        return self._caller.call("GET", at("/v1/orders/{}/timeline", order_id), Timeline)
