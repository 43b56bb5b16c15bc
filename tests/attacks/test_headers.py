"""What callers write into headers: it names nobody, forges no line and brings no further header."""

import json
from typing import Any, Final

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from chassis.answers import IdempotencyKeyMissing
from chassis.context import Cause
from chassis.doors import Call
from chassis.errors import Malformed, Unauthenticated
from chassis.people import Person
from chassis.runtime.once import key_of
from chassis.runtime.request import call_of, caller_of, cause_of, network_of
from tests.attacks.walked import DOORS

FORGED: Final = (
    *("ok_12345\r\nSet-Cookie: a=b", "ok_12345\nX-Role: admin", "\r\n\r\n<html>", "ok_12345\0"),
    *("ok_12345\x1b[2J", 'x"},{"level":"error', "ok_12345\u202e", "ok_12345\x85", "../../../../a"),
    *("ok_1234 5", "${jndi:ldap://x/a}", "{0.__class__}{1}", "हाट-हाट-हाट", "a" * 81),
)
PLACE: Final = DOORS["orders POST /v1/orders"][1]


def request(**headers: str) -> Request:
    """With headers as a server hands them on, whatever it lets through."""
    environ = EnvironBuilder(method="POST", path="/v1/orders").get_environ()
    named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    return Request(environ | named)


@pytest.mark.parametrize("given", FORGED)
def test_a_forged_request_id_is_replaced(given: str):
    """It stands in logs, in answers and in the headers of every event that follows."""
    assert cause_of(request(x_request_id=given)).correlation_id.startswith("req_")
    assert given not in cause_of(request(traceparent=given)).traceparent


@pytest.mark.parametrize("given", [*FORGED[:5], *FORGED[6:8], "short", "a" * 201, ""])
def test_a_key_with_anything_but_visible_characters_is_no_key(given: str):
    with pytest.raises(IdempotencyKeyMissing) as refused:
        key_of(request(idempotency_key=given), PLACE)
    assert given not in refused.value.detail("en") or not given


@pytest.mark.parametrize("given", FORGED)
def test_the_name_of_a_device_holds_nothing_that_hides_or_breaks_a_line(given: str):
    device = _call(user_agent=given).device
    assert device.isprintable()
    assert len(device) <= 120
    assert json.loads(json.dumps(device)) == device


def test_a_device_of_a_megabyte_is_cut_short():
    assert len(_call(user_agent="a" * 1_000_000).device) == 120


@pytest.mark.parametrize("given", [*FORGED, '"-1"', '"1" or 1', '"1","2"', '"' + "9" * 30 + '"'])
def test_a_version_that_is_none_is_refused(given: str):
    with pytest.raises(Malformed):
        _call(if_match=given)


def test_a_caller_cannot_say_where_they_are():
    """The last address is the one that the gateway saw; all before it is the caller's tale."""
    assert network_of(request(x_forwarded_for="203.0.113.9, 198.51.100.7")) == "198.51.100.7"
    assert len(network_of(request(x_forwarded_for="1" * 5_000))) <= 45


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Basic YWRtaW46YWRtaW4="},
        {"authorization": "bearer"},
        {"authorization": ""},
        {"x_user_id": "per_admin", "x_role": "admin", "x_forwarded_user": "per_admin"},
        {"cookie": "token=abc; session=ses_1"},
    ],
)
def test_nothing_but_a_token_names_the_caller(headers: dict[str, str]):
    with pytest.raises(Unauthenticated):
        caller_of(request(**headers), Nobody(), PLACE)


def test_no_header_and_no_parameter_changes_the_method():
    asked = request(x_http_method_override="DELETE", x_method_override="DELETE")
    assert asked.method == "POST"
    assert [name for name, (_, door) in DOORS.items() if "_method" in _names(door.query)] == []


class Nobody:
    """Tokens of which none is good."""

    def person(self, token: str) -> Person:
        raise Unauthenticated(field="Authorization")


def _names(kind: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(kind, "__struct_fields__", ())
    return found


def _call(**headers: str) -> Call:
    return call_of(request(**headers), PLACE, None, Cause(correlation_id="req_1"), b"")
