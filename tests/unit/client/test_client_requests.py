"""How operations become requests, and answers values."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from pretend_haat import PretendHaat, problem

from clients.python import Fault, Problem, Unreachable, each
from clients.python.types.accounts import LoginBody, PersonBody
from clients.python.types.catalog import EditBody, StoryBody
from clients.python.types.delivery import ShipmentView


class Page(msgspec.Struct):
    """A page of numbers."""

    items: list[int]
    next: str = ""


def test_what_is_not_set_is_not_sent(make, there: PretendHaat):
    with pytest.raises(Unreachable, match="the answer is not what was announced"):
        make(token="mine").accounts.change_me(PersonBody(email=""))
    assert there.asked[0].body == b'{"email":""}'
    assert msgspec.json.encode(EditBody(food=None)) == b'{"food":null}'


def test_each_asks_page_by_page(make, there: PretendHaat):
    pages = [([0, 1], "c1"), ([2, 3], "c2"), ([4], "")]
    there.replies.extend((200, {"items": items, "next": next}) for items, next in pages)
    haat = make()

    def ask(**query):
        return haat._caller.call("GET", "/v1/orders", Page, query=query)

    assert list(each(ask, limit=2)) == [0, 1, 2, 3, 4]
    assert there.lines == [
        "GET /v1/orders?limit=2",
        "GET /v1/orders?limit=2&cursor=c1",
        "GET /v1/orders?limit=2&cursor=c2",
    ]


def test_a_query_holds_what_was_given(make, there: PretendHaat):
    there.replies.append((200, b"a,b\r\n"))
    since = datetime(2030, 1, 2, tzinfo=UTC)
    assert make(token="t").accounts.export_records(since=since, limit=5) == b"a,b\r\n"
    assert there.lines == ["GET /v1/audit/export?limit=5&since=2030-01-02T00%3A00%3A00%2B00%3A00"]
    with pytest.raises(Unreachable):
        make().search.search(q="pe da", in_stock=True)
    assert there.lines[1] == "GET /v1/search?q=pe+da&in_stock=true"


def test_an_edit_names_the_version_that_was_seen(make, there: PretendHaat):
    with pytest.raises(Unreachable):
        make(token="t").payments.withdraw_payout_account("pac_1", if_match=3)
    assert there.header("If-Match") == ['"3"']


def test_a_value_cannot_lead_to_another_address(make, there: PretendHaat):
    with pytest.raises(Unreachable):
        make(token="t").orders.read_order("../me?x=1#y")
    assert there.lines == ["GET /v1/orders/..%2Fme%3Fx%3D1%23y"]


def test_the_language_is_asked_for(make, there: PretendHaat):
    make(language="hi").call("GET", "/v1/search")
    assert there.header("Accept-Language") == ["hi"]


def test_a_problem_says_what_to_mend(make, there: PretendHaat):
    told = problem("quantity_not_allowed", pointer="/lines/0/quantity", allowed="1 to 500")
    there.replies.append((422, told | {"request_id": "req-1"}))
    with pytest.raises(Problem) as raised:
        make().call("GET", "/v1/search")
    fault = Fault(detail="d", pointer="/lines/0/quantity", allowed="1 to 500")
    no = raised.value
    assert (no.status, no.code, no.request_id, no.errors) == (422, told["code"], "req-1", [fault])
    assert (no.about("/lines/0/quantity"), no.about("/currency")) == (fault, None)
    assert str(no) == (
        "GET /v1/search answered 422; quantity_not_allowed; No.;"
        " at /lines/0/quantity, allowed: 1 to 500"
    )


def test_an_answer_that_is_no_problem_document_is_told_as_it_is(make, there: PretendHaat):
    there.replies.append((413, b"<h1>Too large</h1>"))
    with pytest.raises(Problem, match="GET /v1/search answered 413; <h1>Too large</h1>"):
        make().call("GET", "/v1/search")


def test_answers_may_gain_fields_and_words():
    seen = {
        "shipment_id": "shp_1",
        "order_id": "ord_1",
        "consignment_id": "con_1",
        "partner_id": "par_1",
        "promised_on": "2030-01-05",
        "cod_due": 0,
        "weight_g": 900,
        "from": None,
        "to": None,
        "events": [],
        "status": "on_the_moon",
        "colour": "red",
    }
    shipment = msgspec.json.decode(msgspec.json.encode(seen), type=ShipmentView)
    assert (shipment.status, shipment.promised_on, shipment.from_) == (
        "on_the_moon",
        date(2030, 1, 5),
        None,
    )


def test_a_body_does_not_show_its_secrets():
    assert repr(LoginBody(phone="+919800000001")) == "LoginBody(phone=…)"
    assert repr(StoryBody(hi="पेड़ा")) == "StoryBody(hi='पेड़ा')"
