"""No door keeps an Aadhaar number, wherever in a request it stands."""

import logging
from typing import Any, Final

import msgspec
import pytest
from msgspec import inspect

from chassis.aadhaar import is_verhoeff
from deploy.local.commands.openapi import examples
from tests.attacks.asking import able, ask
from tests.attacks.walked import BODIES, DOORS, TAKEN, json_of, places, put
from tests.policy.conftest import Bench

NUMBER: Final = next(
    f"23412341234{last}" for last in range(10) if is_verhoeff(f"23412341234{last}")
)
WRITTEN: Final = {
    "plain": NUMBER,
    "in fours": f"{NUMBER[:4]} {NUMBER[4:8]} {NUMBER[8:]}",
    "with dashes": f"{NUMBER[:4]}-{NUMBER[4:8]}-{NUMBER[8:]}",
    "in Devanagari": NUMBER.translate({ord("0") + n: 0x966 + n for n in range(10)}),
    "full width": NUMBER.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    "in a sentence": f"मेरा आधार नंबर {NUMBER} है",
    "joined invisibly": f"{NUMBER[:4]}\u200b{NUMBER[4:8]}\u200b{NUMBER[8:]}",
}
EXAMPLES: Final = examples()
"""Of the API's description: a body of each type that is right."""
FREE: Final = {("payments POST /v1/payout-accounts", "account_number")}
"""Where any digits may stand: a bank's account number."""


def texts(kind: Any) -> list[tuple[str, ...]]:
    found = [place for place in places(kind) if isinstance(place.kind, inspect.StrType)]
    return list(dict.fromkeys(place.steps for place in found))


def free(kind: Any) -> set[tuple[str, ...]]:
    """The fields in which a door lets any digits stand, by their types."""
    return {
        steps
        for steps in texts(kind)
        if b'"x-numbers":true' in json_of(_schema(kind, steps)).replace(b" ", b"")
    }


def _schema(kind: Any, steps: tuple[str, ...]) -> Any:
    field = next(f for f in msgspec.structs.fields(kind) if f.encode_name == steps[0])
    return msgspec.json.schema(field.type)


def test_the_fields_in_which_any_digits_may_stand_are_these_and_no_others():
    found = {(name, steps[0]) for name, door in BODIES.items() for steps in free(door.body)}
    assert found == FREE


@pytest.mark.parametrize("name", [name for name in BODIES if texts(BODIES[name].body)])
@pytest.mark.parametrize("form", WRITTEN)
def test_no_text_of_a_body_takes_it(
    served: Bench, name: str, form: str, caplog: pytest.LogCaptureFixture
):
    """A type may refuse it sooner (a PIN code has six digits); what does not must."""
    service, door = DOORS[name]
    caplog.set_level(logging.DEBUG)
    for steps in texts(door.body):
        if (name, steps[0]) in FREE:
            continue
        body = put(EXAMPLES[door.body.__name__], steps, WRITTEN[form])
        answer = ask(served[service], door, able(door.may), data=json_of(body))
        code = "aadhaar_not_taken" if _fits(body, door.body) else "malformed"
        assert (steps, answer.get_json()["code"]) == (steps, code)
        assert NUMBER not in answer.get_data(as_text=True)
        assert WRITTEN[form] not in answer.get_data(as_text=True)
    assert WRITTEN[form] not in caplog.text


def _fits(body: Any, kind: Any) -> bool:
    try:
        msgspec.convert(body, kind, strict=False)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", [name for name in TAKEN if name.endswith(" query")])
def test_no_text_of_a_query_takes_it(served: Bench, name: str):
    service, door = DOORS[name.removesuffix(" query")]
    for field, *_rest in texts(door.query):
        answer = ask(served[service], door, able(door.may), query_string={field: NUMBER})
        assert answer.status_code in (400, 422), field
        assert NUMBER not in answer.get_data(as_text=True)
