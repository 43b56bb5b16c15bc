"""Every refusal: a problem with a stable code, the field, what is allowed; nothing changed."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest
import requests

from clients.python import Haat, Problem
from clients.python.types.orders import CancelBody
from deploy.demo.order import ADDRESS
from deploy.sample.client import Client
from tests.market import Market

DEVANAGARI = range(0x0900, 0x0980)


@pytest.fixture(scope="module")
def shop(market: Market) -> tuple[Client, str]:
    return market.person(), market.new_product(50)


def _post(market: Market, token: str, body, *, language: str = "en", **headers: str):
    sent = {"Authorization": f"Bearer {token}", "Accept-Language": language}
    sent |= {"Idempotency-Key": f"bad-{secrets.token_hex(8)}", "Content-Type": "application/json"}
    data = {"data": body} if isinstance(body, str | bytes) else {"json": body}
    url = f"{market.gateway}/v1/orders"
    return requests.post(url, headers=sent | headers, timeout=30, **data)


def _count(market: Market) -> int:
    return market.mongo["haat_orders"]["orders"].count_documents({})


CASES = {
    "unknown product": (
        {"lines": [{"product_id": "prd_none", "quantity": 1}]},
        404,
        "product_not_found",
        "/lines/0/product_id",
    ),
    "foreign currency": ({"currency": "USD"}, 422, "currency_not_accepted", "/currency"),
    "zero quantity": ({"quantity": 0}, 422, "quantity_not_allowed", "/lines/0/quantity"),
    "absurd quantity": ({"quantity": 10**9}, 422, "quantity_not_allowed", "/lines/0/quantity"),
    "not enough stock": ({"quantity": 60}, 409, "out_of_stock", "/lines/0/quantity"),
    "no lines": ({"lines": []}, 422, "too_many_lines", "/lines"),
    "PIN not served": (
        {"deliver_to": ADDRESS | {"pin": "110001"}},
        422,
        "pin_not_served",
        "/deliver_to/pin",
    ),
    "no PIN": ({"deliver_to": ADDRESS | {"pin": "0123"}}, 422, "pin_not_valid", "/deliver_to/pin"),
    "unknown field": ({"gift": True}, 400, "unknown_field", "/gift"),
    "wrong type": ({"lines": "all"}, 400, "malformed", "/lines"),
    "card without token": ({"payment": {"method": "card"}}, 422, "card_missing", "/payment/token"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_order_is_refused_and_changes_nothing(market, shop, case):
    client, product = shop
    changes, status, code, pointer = CASES[case]
    changes = dict(changes)
    body = market.body({product: changes.pop("quantity", 1)}) | changes
    before = _count(market), market.stock(product)["free"]
    english = _post(market, client.token, body)
    problem = english.json()
    assert (english.status_code, problem["code"]) == (status, code)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert english.headers["Content-Type"] == "application/problem+json"
    hindi = _post(market, client.token, body, language="hi").json()
    assert hindi["code"] == code
    assert any(ord(letter) in DEVANAGARI for letter in hindi["detail"])
    assert (_count(market), market.stock(product)["free"]) == before


def test_what_is_allowed_is_told(market, shop):
    client, product = shop
    problem = _post(market, client.token, market.body({product: 60})).json()
    assert problem["errors"][0]["allowed"] == str(market.stock(product)["free"])
    problem = _post(market, client.token, market.body({product: 0})).json()
    assert problem["errors"][0]["allowed"] == "1 to 500"


def test_broken_json_is_told(market, shop):
    answer = _post(market, shop[0].token, '{"lines": [')
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_body_that_is_too_large_never_reaches_a_service(market, shop):
    answer = _post(market, shop[0].token, b"x" * 2_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("token", ["", "not.a.token", "eyJhbGciOiJub25lIn0.e30."])
def test_a_bad_token_is_refused(market, shop, token):
    answer = _post(market, token, market.body({shop[1]: 1}))
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_a_write_without_its_key_is_refused(market, shop):
    client, product = shop
    answer = _post(market, client.token, market.body({product: 1}), **{"Idempotency-Key": ""})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


def test_another_s_order_is_not_found(market, shop):
    client, product = shop
    order_id = market.place(client, {product: 1}, deliver_to=market.far()).order_id
    stranger = market.person()
    theirs = stranger.api.orders
    asks = (
        lambda: theirs.read_order(order_id),
        lambda: theirs.read_timeline(order_id),
        lambda: theirs.cancel_order(order_id, CancelBody(reason="mine")),
    )
    for ask in asks:
        with pytest.raises(Problem, match="404; order_not_found"):
            ask()
    assert client.api.orders.read_order(order_id).status in ("placed", "confirmed")


def test_a_wrong_and_an_old_code_are_refused(market):
    stranger = Haat(market.gateway)
    login_id = stranger.ask_code(f"+9195{secrets.randbelow(10**8):08d}").login_id
    with pytest.raises(Problem, match="422; wrong_code"):
        stranger.enter_code(login_id, "000000")
    market.mongo["haat_accounts"]["logins"].update_one(
        {"_id": login_id},
        {"$set": {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}},
    )
    with pytest.raises(Problem, match="422; code_expired"):
        stranger.enter_code(login_id, "000000")


def test_an_unknown_address_is_a_problem_too(market):
    answer = requests.get(f"{market.gateway}/v1/nothing", timeout=10)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_an_unsigned_webhook_is_refused(market):
    url = f"{market.gateway}/v1/webhooks/stripe"
    answer = requests.post(url, data=b"{}", headers={"Stripe-Signature": "t=1,v1=00"}, timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (400, "signature_not_valid")
