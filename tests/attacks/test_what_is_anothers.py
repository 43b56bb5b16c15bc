"""Orders, payments, parcels, messages, sessions and bank accounts of others stay theirs."""

from typing import Any, Final

import pytest

from chassis.pages import cursor_of
from chassis.people import Grant, Person
from tests.attacks.asking import BUYS, MALLORY, SELLS, ask
from tests.attacks.walked import DOORS, json_of
from tests.policy import of_accounts, of_catalog, of_trade
from tests.policy.bench import Served
from tests.policy.callers import BUYER, MAKER, NEVER
from tests.policy.conftest import Bench

READ: Final = (
    ("orders GET /v1/orders/<order_id>", of_trade.order, BUYS),
    ("orders GET /v1/orders/<order_id>/timeline", of_trade.order, BUYS),
    ("delivery GET /v1/shipments/<shipment_id>", of_trade.shipment, BUYS),
    ("payments GET /v1/payout-accounts/<payout_account_id>", of_trade.payout_account, SELLS),
)
NOTHING: Final = "thing_00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(("name", "make", "owner"), READ, ids=[each[0] for each in READ])
def test_anothers_thing_and_no_thing_cannot_be_told_apart(
    served: Bench, name: str, make: Any, owner: Person
):
    """By status, code, words, headers or length: who guesses ids learns nothing."""
    service, door = DOORS[name]
    at = served[service]
    path = make(at)
    assert ask(at, door, owner, path=path).status_code == 200
    theirs = ask(at, door, MALLORY, path=path)
    none = ask(at, door, MALLORY, path=dict.fromkeys(path, NOTHING))
    assert theirs.status_code == none.status_code == 404
    bodies = [answer.get_json() | {"request_id": ""} for answer in (theirs, none)]
    assert bodies[0] == bodies[1]
    assert sorted(theirs.headers.keys()) == sorted(none.headers.keys())


def order_of(at: Served) -> str:
    return str(of_trade.order(at)["order_id"])


LISTS: Final = (
    ("orders GET /v1/orders", order_of),
    ("notify GET /v1/messages", lambda at: "~"),
    ("payments GET /v1/payout-accounts", lambda at: of_trade.payout_account(at)),
)


@pytest.mark.parametrize(("name", "make"), LISTS, ids=[each[0] for each in LISTS])
def test_a_cursor_opens_no_page_of_anothers(served: Bench, name: str, make: Any):
    """It says where a page begins, not whose: a made-up one and a stolen one bring one's own."""
    service, door = DOORS[name]
    at = served[service]
    made = make(at)
    id = made if isinstance(made, str) else next(iter(made.values()))
    for place in (id, "~", "", "9999", f"{id}\x1f{id}", '{"$gt": ""}'):
        answer = ask(at, door, MALLORY, query_string={"cursor": cursor_of(place), "limit": 100})
        assert answer.status_code in (200, 422), place
        assert answer.status_code == 422 or answer.get_json()["items"] == []


@pytest.mark.parametrize(
    "field", ["buyer_id", "owner_id", "who", "person", "user_id", "all", "areas", "role"]
)
def test_no_parameter_widens_a_list(served: Bench, field: str):
    for name, _ in LISTS:
        service, door = DOORS[name]
        answer = ask(served[service], door, MALLORY, query_string={field: BUYER})
        assert (answer.status_code, answer.get_json()["code"]) == (400, "unknown_field")


def test_anothers_messages_are_not_read_by_naming_them(served: Bench):
    door = DOORS["notify GET /v1/messages"][1]
    for person_id in (BUYER, MAKER, "*", "per_"):
        answer = ask(served["notify"], door, MALLORY, query_string={"person_id": person_id})
        assert answer.status_code == 403


WRITES: Final = (
    ("orders POST /v1/orders/<order_id>/cancellation", of_trade.order, {"reason": "mine"}),
    ("delivery POST /v1/shipments/<shipment_id>/codes", of_trade.shipment, None),
    (
        "payments POST /v1/payout-accounts/<payout_account_id>/withdrawal",
        of_trade.payout_account,
        None,
    ),
    (
        "payments POST /v1/payout-accounts/<payout_account_id>/decision",
        of_trade.payout_account,
        {"decision": "approve"},
    ),
    ("catalog PATCH /v1/products/<product_id>", "draft", {"price": 1}),
    ("catalog PUT /v1/products/<product_id>/stock", "live", {"quantity": 0}),
    ("catalog DELETE /v1/products/<product_id>", "draft", None),
    ("catalog POST /v1/products/<product_id>/publication", "approved", None),
)


@pytest.mark.parametrize(("name", "make", "body"), WRITES, ids=[each[0] for each in WRITES])
def test_what_is_anothers_is_not_changed(served: Bench, name: str, make: Any, body: Any):
    """Refused, and every document of the service is byte for byte what it was."""
    service, door = DOORS[name]
    at = served[service]
    path = of_catalog.product(at, make) if isinstance(make, str) else make(at)
    before = everything(at)
    more = {} if body is None else {"data": json_of(body)}
    answer = ask(at, door, MALLORY, path=path, **more)
    assert answer.status_code in (403, 404)
    assert everything(at) == before


def everything(at: Served) -> dict[str, list[Any]]:
    """All that a service keeps, but for the keys of requests."""
    names = set(at.database.list_collection_names()) - {"answers"}
    return {name: list(at.database[name].find({}).sort("_id", 1)) for name in names}


def test_a_price_is_not_the_buyers_to_say(served: Bench):
    door = DOORS["orders POST /v1/orders"][1]
    line = {"product_id": "prd_1", "quantity": 1}
    whole = {"deliver_to": of_trade.TO, "payment": {"method": "cod"}, "currency": "INR"}
    for more in ({"unit_price": 1}, {"price": 1}, {"title": {"hi": "x"}}, {"hold_id": "hld_1"}):
        body = json_of(whole | {"lines": [line | more]})
        answer = ask(served["orders"], door, BUYS, data=body)
        assert (answer.status_code, answer.get_json()["code"]) == (400, "unknown_field")
    for more in ({"total": 1}, {"status": "confirmed"}, {"buyer_id": MAKER}, {"expires_at": 0}):
        answer = ask(served["orders"], door, BUYS, data=json_of(whole | {"lines": [line]} | more))
        assert (answer.status_code, answer.get_json()["code"]) == (400, "unknown_field")


@pytest.mark.parametrize("field", ["role", "grants", "phone", "id", "person_id", "status", "pin"])
def test_nobody_makes_themselves_an_admin_by_a_change_of_their_name(served: Bench, field: str):
    at = served["accounts"]
    of_accounts.account(at, MALLORY.id)
    before = at.database["accounts"].find_one({"_id": MALLORY.id})
    door = DOORS["accounts PATCH /v1/me"][1]
    answer = ask(at, door, MALLORY, data=json_of({"name": "Mallory", field: "admin"}))
    assert (answer.status_code, answer.get_json()["code"]) == (400, "unknown_field")
    assert at.database["accounts"].find_one({"_id": MALLORY.id}) == before


def test_an_admin_of_a_district_gives_no_role_beyond_it_and_none_to_themselves(served: Bench):
    at, door = served["accounts"], DOORS["accounts POST /v1/people/<person_id>/roles"][1]
    here = Grant(role="admin", area="district:324")
    admin = Person(id="per_district_admin", grants=[here], sure_until=NEVER)
    of_accounts.account(at, admin.id)
    of_accounts.account(at, "per_friend")
    for area in ("everywhere", "state:20", "district:20"):
        body = json_of({"role": "admin", "area": area})
        answer = ask(at, door, admin, path={"person_id": "per_friend"}, data=body)
        assert answer.status_code == 403
    body = json_of({"role": "auditor", "area": "district:324"})
    assert ask(at, door, admin, path={"person_id": admin.id}, data=body).status_code == 403


def test_anothers_session_is_not_ended(served: Bench):
    at, door = served["accounts"], DOORS["accounts DELETE /v1/me/sessions/<session_id>"][1]
    asked = of_accounts.end_session(at, None)
    before = at.database["sessions"].find_one({"_id": asked.path["session_id"]})
    theirs = ask(at, door, MALLORY, path=asked.path)
    none = ask(at, door, MALLORY, path={"session_id": NOTHING})
    assert theirs.status_code == none.status_code == 404
    assert theirs.get_json() | {"request_id": ""} == none.get_json() | {"request_id": ""}
    assert at.database["sessions"].find_one({"_id": asked.path["session_id"]}) == before
