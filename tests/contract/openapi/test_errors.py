"""Each code means one thing, and everything that can be told is in the catalogue."""

from chassis.errors import NotFound
from chassis.openapi.page import rows
from chassis.openapi.refusals import Known, refusals_of, twice
from contracts.values import Text
from deploy.gateway.problems import gateway_refusals
from deploy.local.commands import openapi


def test_no_code_is_used_twice():
    openapi.api()
    assert twice() == {}


def test_a_code_that_is_used_twice_would_be_found():
    one, other = (type("PinNotValid", (NotFound,), {"__module__": name}) for name in "ab")
    assert twice([one, other]) == {"pin_not_valid": ["a.PinNotValid", "b.PinNotValid"]}


def test_a_service_tells_its_own_refusals_the_chassis_and_those_whom_it_asks():
    openapi.api()
    own = {known.code for known in refusals_of("payments")}
    assert {"payment_not_found", "unauthenticated", "idempotency_key_missing"} <= own
    assert not {"order_not_found", "not_parked", "out_of_stock"} & own
    assert "out_of_stock" in {known.code for known in refusals_of("orders", asks=["catalog"])}


def test_every_refusal_has_words_in_both_languages_and_a_reason(api):
    for service, found in api.refusals.items():
        for known in found:
            assert known.when, (service, known.code)
            assert known.text.en, (service, known.code)
            assert any("\u0900" <= letter < "\u0980" for letter in known.text.hi), known.code


def test_what_the_gateway_says_is_read_from_its_template():
    told = {known.code: known.status for known in gateway_refusals()}
    assert told["body_too_large"] == 413
    assert told["service_unavailable"] == 503


def test_who_tells_it_and_whether_to_send_it_again_are_in_the_row():
    words = Text(hi="नहीं", en="No | no")
    known = Known(code="one_left", status=409, when="Gone.", text=words, again="yes, after 2 s")
    line = rows({"orders": [known], "search": []}, [known]).splitlines()[-1]
    assert line.startswith('| <a id="one_left"></a>`one_left` | 409 | Gone. | No \\| no | नहीं |')
    assert line.endswith("| orders | yes, after 2 s |")


def test_what_every_service_tells_says_so(api):
    assert "| every service |" in next(
        line for line in rows(api.refusals, []).splitlines() if "`unavailable`" in line
    )
