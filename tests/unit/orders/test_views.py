"""What each person in an order sees of it."""

import msgspec
import pytest
from msgspec.structs import replace

from chassis.context import Cause
from chassis.doors import Call
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


@pytest.mark.parametrize("person", [_person(BUYER, "buyer"), _person("per_office", "admin")])
def test_the_buyer_and_the_office_see_all_of_it(placed: World, person: Person):
    order = _order(placed)
    shown = view(order, person)
    assert (shown.total, len(shown.consignments)) == (order.total, 2)
    assert shown.deliver_to == order.deliver_to


def _officer(role: str, area: str) -> Person:
    kind = "field" if role == "officer" else ""
    return Person(id="per_office", grants=[Grant(role=role, area=area, kind=kind)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "address"), [("officer", False), ("auditor", False), ("agent", True), ("admin", True)]
)
def test_staff_of_an_area_see_what_its_sellers_send(placed: World, role: str, address: bool):
    order = _order(placed)
    sweets, iron = order.consignments
    here = [replace(sweets, areas=["district:324"]), replace(iron, areas=["district:325"])]
    order.consignments = here
    shown = view(order, _officer(role, "district:324"))
    assert [c.consignment_id for c in shown.consignments] == [sweets.consignment_id]
    assert (shown.total, shown.deliver_to.phone != "") == (sweets.total, address)
    everything = view(order, _officer(role, "everywhere"))
    assert len(everything.consignments) == 2


@pytest.mark.parametrize("seller", [MAKER, SMITH])
def test_a_seller_sees_their_own_part_and_only_where_it_goes(placed: World, seller: str):
    order = _order(placed)
    (own,) = [c for c in order.consignments if c.seller_person_id == seller]
    shown = view(order, _person(seller, "buyer", "seller"))
    assert [c.consignment_id for c in shown.consignments] == [own.consignment_id]
    assert shown.total == own.total
    to = shown.deliver_to
    assert (to.name, to.phone, to.line1, to.landmark, to.village) == ("", "", "", "", "")
    assert (to.pin, to.district) == (order.deliver_to.pin, order.deliver_to.district)


def test_one_of_two_sellers_cannot_cancel_what_the_other_sells(placed: World):
    with pytest.raises(Forbidden):
        _side(_order(placed), _call(_person(MAKER, "buyer", "seller")))
    assert _side(_order(placed), _call(_person(BUYER, "buyer", "seller"))) == "buyer"
    assert _side(_order(placed), _call(_person("per_office", "admin"))) == "officer"


def test_an_officer_cancels_only_what_lies_wholly_in_their_area(placed: World):
    order, officer = _order(placed), _call(_officer("officer", "district:324"))
    sweets, iron = order.consignments
    order.consignments = [replace(sweets, areas=["district:324"]), iron]
    with pytest.raises(Forbidden):
        _side(order, officer)
    order.consignments = [replace(c, areas=["district:324"]) for c in (sweets, iron)]
    assert _side(order, officer) == "officer"


def _call(person: Person) -> Call:
    return Call(person=person, language="hi", cause=Cause(), action="order.cancel")
