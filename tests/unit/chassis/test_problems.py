"""Problem documents in both languages."""

import json

import msgspec
import pytest

from chassis.errors import Invalid
from chassis.problems import internal, problem
from chassis.reading import UnknownField
from services.orders.domain.refusals import PinNotServed

REFUSAL = PinNotServed(field="deliver_to.pin", allowed="a served PIN", pin="834009")


def test_a_problem_names_code_field_and_what_is_allowed():
    told = problem(REFUSAL, "en", "req_1", body=("lines", "deliver_to"))
    assert json.loads(msgspec.json.encode(told)) == {
        "type": "https://haat.example/problems/pin_not_served",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "pin_not_served",
        "detail": "We do not deliver to PIN 834009 yet.",
        "request_id": "req_1",
        "errors": [
            {
                "detail": "We do not deliver to PIN 834009 yet.",
                "pointer": "/deliver_to/pin",
                "allowed": "a served PIN",
            }
        ],
    }


@pytest.mark.parametrize(
    ("field", "pointer", "parameter"),
    [
        ("lines[0].quantity", "/lines/0/quantity", ""),
        ("lines", "/lines", ""),
        ("order_id", "", "order_id"),
        ("If-Match", "", "If-Match"),
    ],
)
def test_a_fault_is_pointed_at_in_the_body_or_named_as_a_parameter(field, pointer, parameter):
    (fault,) = problem(Invalid(field=field), "en", "req_1", body=("lines",)).errors
    assert (fault.pointer, fault.parameter) == (pointer, parameter)


def test_what_was_found_in_the_body_is_pointed_at_though_the_door_knows_no_such_field():
    refusal = UnknownField(field="a/b~c", why="a/b~c")
    refusal.in_body = True
    (fault,) = problem(refusal, "en", "req_1").errors
    assert fault.pointer == "/a~1b~0c"


def test_all_faults_of_a_request_are_told():
    refusal = Invalid(field="lines")
    refusal.others = (PinNotServed(field="deliver_to.pin", pin="1"),)
    told = problem(refusal, "en", "req_1", body=("lines", "deliver_to"))
    assert [fault.pointer for fault in told.errors] == ["/lines", "/deliver_to/pin"]


def test_a_refusal_of_nothing_in_particular_has_no_faults():
    assert problem(Invalid(), "en", "req_1").errors == []


def test_a_problem_speaks_hindi():
    assert problem(REFUSAL, "hi", "req_1").detail == "PIN 834009 पर अभी डिलीवरी नहीं होती।"


def test_an_error_of_ours_shows_nothing_but_its_request():
    hindi, english = internal("hi", "req_1"), internal("en", "req_1")
    assert (english.status, english.code, english.request_id) == (500, "internal", "req_1")
    assert english.detail == "Something went wrong on our side; please try again."
    assert hindi.detail == "हमारी ओर से गड़बड़ी हुई; कृपया फिर कोशिश करें।"
