"""Log lines: one JSON object each, with the work's ids and nothing that nobody gave."""

import json
import logging
import sys
from typing import Any

import pytest

from chassis.context import Cause, begin
from chassis.log import JsonLines


def line(text: str = "answered", *values: object, exc_info: Any = None, **extra: object) -> str:
    record = logging.getLogger("tests").makeRecord(
        "tests", logging.INFO, "here.py", 1, text, values, exc_info, extra=extra
    )
    return JsonLines("orders").format(record)


def test_a_line_is_one_json_object_and_no_more_than_it_was_given():
    found = json.loads(line("%s pieces", 3))
    assert found.pop("time").endswith("+00:00")
    assert found == {"level": "info", "service": "orders", "logger": "tests", "text": "3 pieces"}


def test_the_ids_of_the_work_in_hand_are_told():
    begin(Cause(correlation_id="req_1", causation_id="evt_1", event_id="evt_1", traceparent="00-x"))
    found = json.loads(line())
    assert (found["correlation_id"], found["causation_id"]) == ("req_1", "evt_1")
    assert "traceparent" not in found


def test_given_fields_are_told_by_name():
    found = json.loads(line(status=201, route="/v1/orders"))
    assert (found["status"], found["route"]) == (201, "/v1/orders")


def test_hindi_stays_readable_and_line_breaks_do_not_break_the_line():
    told = line("ऑर्डर\nमिला")
    assert "ऑर्डर" in told
    assert "\n" not in told


def test_an_error_is_told_with_its_trace():
    try:
        raise ValueError("no")
    except ValueError:
        found = json.loads(line("failed", exc_info=sys.exc_info()))
    assert found["error"].endswith("ValueError: no")


@pytest.mark.parametrize("value", [object(), {1, 2}, b"x"])
def test_what_json_cannot_hold_is_told_as_text(value: object):
    assert json.loads(line(thing=value))["thing"] == str(value)


ATTACKS = {
    "newline": 'x\n{"level": "error", "text": "forged"}',
    "carriage return": "x\r\nforged",
    "colour": "\x1b[31mred\x1b[0m",
    "C1 control": "\x9b31mred",
    "delete": "a\x7f\x7fb",
    "next line": "a\x85b",
    "line separator": "a\u2028b\u2029c",
    "turned around": "a\u202eb\u2066c\u200fd",
    "byte order mark": "\ufeffa",
    "half a pair": "a\ud800b",
    "nul": "a\0b",
    "quote": 'a", "level": "error',
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("where", ["text", "value", "field", "nested", "error"])
def test_nothing_that_is_told_can_forge_a_line(attack: str, where: str):
    told = {
        "text": lambda: line(attack),
        "value": lambda: line("got %s", attack),
        "field": lambda: line(route=attack),
        "nested": lambda: line(handled={"message": [attack], attack: 1}),
        "error": lambda: line(exc_info=(ValueError, ValueError(attack), None)),
    }[where]()
    assert len(told.splitlines()) == 1
    assert all(letter.isprintable() or letter == "\u200d" for letter in told)
    assert told.encode("utf-8")
    found = json.loads(told)
    assert found["level"] == "info"
    assert attack in str(found) or attack.encode("unicode_escape").decode() in str(found)


def test_hindi_keeps_its_joiners():
    assert "क्\u200dष" in line("क्\u200dष")
