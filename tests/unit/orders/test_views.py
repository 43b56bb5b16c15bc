"""What each person in an order sees of it."""

import msgspec
import pytest

from chassis.errors import Forbidden
from chassis.people import Grant, Person
from services.orders.domain.order import Order
from services.orders.entrypoints.api import _side
from services.orders.queries import view
from tests.unit.orders.pretend import BUYER, MAKER, SMITH, World


def _order(world: World) -> Order:
    return msgspec.convert(world.order() | {"id": "ord_1"}, Order)


def _person(id: str, *roles: str) -> Person:
    return Person(id=id, grants=[Grant(role=role) for role in roles])  # type: ignore[arg-type]


@pytest.mark.parametrize("person", [_person(BUYER), _person("per_office", "admin")])
def test_the_buyer_and_the_office_see_all_of_it(placed: World, person: Person):
    order = _order(placed)
    shown = view(order, person)
    assert (shown.total, len(shown.consignments)) == (order.total, 2)
    assert shown.deliver_to == order.deliver_to


@pytest.mark.parametrize("seller", [MAKER, SMITH])
def test_a_seller_sees_their_own_part_and_only_where_it_goes(placed: World, seller: str):
    order = _order(placed)
    (own,) = [c for c in order.consignments if c.seller_person_id == seller]
    shown = view(order, _person(seller))
    assert [c.consignment_id for c in shown.consignments] == [own.consignment_id]
    assert shown.total == own.total
    to = shown.deliver_to
    assert (to.name, to.phone, to.line1, to.landmark, to.village) == ("", "", "", "", "")
    assert (to.pin, to.district) == (order.deliver_to.pin, order.deliver_to.district)


def test_one_of_two_sellers_cannot_cancel_what_the_other_sells(placed: World):
    with pytest.raises(Forbidden):
        _side(_order(placed), _person(MAKER))
    assert _side(_order(placed), _person(BUYER)) == "buyer"
    assert _side(_order(placed), _person("per_office", "admin")) == "officer"
