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
