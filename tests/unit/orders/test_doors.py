"""What the orders service's doors decide before a command is sent."""

from types import SimpleNamespace
from typing import Any

import pytest

from chassis.context import Cause
from chassis.doors import Call
from chassis.people import Grant, Person
from services.orders import queries
from services.orders.commands import CancelOrder, ExpireOrder
from services.orders.domain.order import Order
from services.orders.domain.refusals import CurrencyNotAccepted
from services.orders.entrypoints.bodies import (
    AddressBody,
    CancelBody,
    LineBody,
    OrderBody,
    PaymentBody,
)
from services.orders.entrypoints.service import OrdersService
from tests.unit.orders.pretend import (
    ANJALI,
    BUYER,
    IRON,
    NOW,
    SWEETS,
    World,
    wish,
)

OFFICE = "per_office"


class Heard:
    """A service that remembers its commands, and fails at some."""

    def __init__(self, *, fails: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        self.commands: list[Any] = []
        self.database, self.clock = None, SimpleNamespace(now=lambda: NOW)
        self._fails = fails

    def handle(self, command: Any) -> Any:
        self.commands.append(command)
        if getattr(command, "order_id", "") in self._fails:
            raise ValueError("broken")
        return command.order_id


def order() -> Order:
    return Order.place("ord_1", BUYER, [SWEETS, IRON], wish().payment, ANJALI, at=NOW)


def call(who: str, action: str = "order.place") -> Call:
    person = Person(id=who, grants=[Grant(role="buyer"), Grant(role="seller")])
    if who == OFFICE:
        person = Person(id=who, grants=[Grant(role="admin")])
    return Call(person=person, language="hi", cause=Cause(), action=action, seed="0192")


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(queries, "order_for", lambda *_: order())
    service = OrdersService()
    service.service = Heard()  # type: ignore[assignment]
    return service


@pytest.mark.parametrize(
    ("who", "reason"),
    [(BUYER, "buyer"), (OFFICE, "officer")],
)
def test_a_cancellation_tells_which_side_wanted_it(door: Any, who: str, reason: Any):
    door.cancel_order(call(who, "order.cancel"), order_id="ord_1", body=CancelBody(reason="late"))
    assert door.service.commands == [CancelOrder(order_id="ord_1", reason=reason)]


def body(currency: str = "INR") -> OrderBody:
    fields = {name: getattr(ANJALI, name) for name in AddressBody.__struct_fields__}
    return OrderBody(
        lines=[LineBody(product_id=w.product_id, quantity=w.quantity) for w in wish().lines],
        deliver_to=AddressBody(**fields),
        payment=PaymentBody(method="card", token="pm_card_visa"),
        currency=currency,
    )


def test_an_order_is_placed_for_its_caller_under_the_id_of_its_key(door: Any):
    shown = door.place_order(call(BUYER), body=body())
    assert door.service.commands == [wish(order_id="ord_0192")]
    assert (shown.order_id, shown.status, shown.total) == ("ord_1", "placed", 123_000)
    assert [c.total for c in shown.consignments] == [78_000, 45_000]
    assert [c.status for c in shown.consignments] == ["waiting", "waiting"]


def test_another_currency_sends_no_command(door: Any):
    with pytest.raises(CurrencyNotAccepted):
        door.place_order(call(BUYER), body=body("USD"))
    assert door.service.commands == []


def test_every_line_of_the_timeline_has_its_words(confirmed: World):
    confirmed.forward(minutes=1)
    confirmed.do(CancelOrder(order_id="ord_1", reason="buyer"))
    document = confirmed.order()
    shown = queries.timeline(queries._read(document))
    assert [entry.event for entry in shown.entries] == [
        "order.placed",
        "payment.captured",
        "order.confirmed",
        "order.cancelled",
    ]
    assert shown.entries[-1].text.en == "Order cancelled."


def test_an_order_that_cannot_end_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(queries, "due", lambda *_: ["ord_1", "ord_2", "ord_3"])
    service = OrdersService()
    service.service = Heard(fails={"ord_1", "ord_2"})  # type: ignore[assignment]
    service.expire_orders()
    assert service.service.commands == [  # type: ignore[attr-defined]
        ExpireOrder(order_id=f"ord_{number}") for number in (1, 2, 3)
    ]
