"""Problem documents in both languages."""

import json

import msgspec

from chassis.problems import internal, problem
from services.orders.domain.refusals import PinNotServed

REFUSAL = PinNotServed(field="deliver_to.pin", allowed="a served PIN", pin="834009")


def test_a_problem_names_code_field_and_what_is_allowed():
    assert json.loads(msgspec.json.encode(problem(REFUSAL, "en", "req_1"))) == {
        "type": "https://haat.example/problems/pin_not_served",
        "title": "Unprocessable Entity",
        "status": 422,
        "code": "pin_not_served",
        "detail": "We do not deliver to PIN 834009 yet.",
        "request_id": "req_1",
        "field": "deliver_to.pin",
        "allowed": "a served PIN",
    }


def test_a_problem_speaks_hindi():
    assert problem(REFUSAL, "hi", "req_1").detail == "PIN 834009 पर अभी डिलीवरी नहीं होती।"


def test_an_error_of_ours_shows_nothing_but_its_request():
    hindi, english = internal("hi", "req_1"), internal("en", "req_1")
    assert (english.status, english.code, english.request_id) == (500, "internal", "req_1")
    assert english.detail == "Something went wrong on our side; please try again."
    assert hindi.detail == "हमारी ओर से गड़बड़ी हुई; कृपया फिर कोशिश करें।"
