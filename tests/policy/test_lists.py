"""Lists show each caller what the table lets them read, and nothing of others."""

from typing import Any

import pytest

from chassis.people import Person
from tests.policy import of_catalog, of_trade
from tests.policy.callers import BUYER, HERE, MAKER, described, may, people
from tests.policy.conftest import Bench

CALLERS: tuple[Person | None, ...] = (None, *people())


def ids(answer: Any, field: str) -> set[str]:
    assert answer.status == 200
    return {item[field] for item in answer.data["items"]}


@pytest.mark.parametrize("person", CALLERS, ids=described)
def test_who_sees_sellers_and_products_that_wait(served: Bench, person: Person | None):
    at = served["catalog"]
    at.database["sellers"].delete_many({})
    at.database["products"].delete_many({})
    waiting = of_catalog.seller(at, "submitted")
    product = of_catalog.product(at, "submitted")["product_id"]
    query = {"status": "submitted", "limit": "100"}
    seen = may(person, "seller.read", [MAKER], HERE)
    found = ids(at.ask("GET", "/v1/sellers", person, query=query), "seller_id")
    assert found == ({waiting} if seen else set())
    assert (waiting in ids(at.ask("GET", "/v1/sellers", person), "seller_id")) is seen
    assert product not in ids(at.ask("GET", "/v1/products", person), "product_id")
    staff = may(person, "product.read", [], HERE)
    found = ids(at.ask("GET", "/v1/products", person, query=query), "product_id")
    assert found == ({product} if staff else set())
    of_one = query | {"seller_id": at.database["products"].find_one({"_id": product})["seller_id"]}
    found = ids(at.ask("GET", "/v1/products", person, query=of_one), "product_id")
    assert found == ({product} if may(person, "product.read", [MAKER], HERE) else set())


@pytest.mark.parametrize("person", CALLERS[1:], ids=described)
def test_who_sees_orders(served: Bench, person: Person):
    at = served["orders"]
    order = of_trade.order(at)["order_id"]
    found = ids(at.ask("GET", "/v1/orders", person), "order_id")
    assert (order in found) is (person.id in (BUYER, MAKER))


@pytest.mark.parametrize("person", CALLERS[1:], ids=described)
def test_who_sees_where_the_buyer_lives(served: Bench, person: Person):
    """The buyer, the carrier, and staff who speak with buyers; of parcels officers too."""
    roles = {grant.role for grant in person.grants if may(person, "order.read", [], HERE)}
    for service, path, kept, more in (
        ("orders", "/v1/orders/", of_trade.order, set()),
        ("delivery", "/v1/shipments/", of_trade.shipment, {"officer"}),
    ):
        at = served[service]
        (id,) = kept(at).values()
        answer = at.ask("GET", path + id, person)
        if answer.status == 404:
            continue
        to = answer.data.get("deliver_to") or answer.data.get("to") or {}
        shown = bool(to.get("phone"))
        assert shown is (person.id == BUYER or bool(roles & ({"agent", "admin"} | more)))
