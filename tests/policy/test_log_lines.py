"""What callers send is in no log line: every door of every service, asked in all the wrong ways."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chassis.doors import Door
from chassis.log import JsonLines
from chassis.people import Person
from tests.policy.bench import SERVICES, Served, token_of
from tests.policy.callers import EVERYBODY, MAKER, NEVER
from tests.policy.conftest import Bench

PHONE, CODE, NUMBER = "+919812300077", "771238", "98765432109876"
SECRET, NAME, MAIL = "hk_1eakmark_s3cr3t", "लीला देवी", "leela@leak.example"
MARKS = (PHONE, PHONE[1:], CODE, NUMBER, SECRET, NAME, MAIL)
_DRAWN = re.compile(r'"(trace_id|correlation_id|causation_id)": "[^"]*"')
"""Drawn at random: six digits in a row are no code that leaked."""
LEELA = Person(id=MAKER, grants=EVERYBODY, sure_until=NEVER, session="ses_1")


class Lines(logging.Handler):
    """Every line as a service would write it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(JsonLines("tests"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def written() -> Iterator[list[str]]:
    handler, root = Lines(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler.lines
    root.removeHandler(handler)
    root.setLevel(before)


def bodies(door: Door) -> Iterator[bytes]:
    """Not JSON, not of the type, with fields that nobody knows, and too much of everything."""
    fields = getattr(door.body, "__struct_fields__", ())
    yield " ".join(MARKS).encode()
    yield b'{"code": "' + CODE.encode()
    yield msgspec.json.encode(list(MARKS))
    yield msgspec.json.encode(dict.fromkeys(MARKS, 1))
    for mark in (PHONE, SECRET, NAME):
        yield msgspec.json.encode(dict.fromkeys(fields, mark))
        yield msgspec.json.encode({field: {"hi": mark, "en": [mark]} for field in fields})


def requests(door: Door) -> Iterator[dict[str, Any]]:
    known = {"Authorization": f"Bearer {token_of(LEELA)}", "User-Agent": f"App {PHONE}"}
    for mark in (PHONE, SECRET):
        path = re.sub(r"<[^>]*>", mark, door.path)
        yield {"path": path, "headers": known}
        yield {"path": path, "headers": {"Authorization": f"Bearer {mark}"}}
        yield {"path": path, "headers": {"Authorization": f"Basic {mark}"}}
        yield {"path": path, "headers": known, "query_string": {"phone": mark, mark: "1"}}
        yield {"path": path, "headers": known | {"If-Match": f'"{mark}"', "Prefer": mark}}
    for body in bodies(door):
        more = {"headers": known | {"Idempotency-Key": f"{SECRET}-key"}}
        path = re.sub(r"<[^>]*>", CODE, door.path)
        yield more | {"path": path, "data": body, "content_type": "application/json"}


def ask_in_every_way(served: Served, door: Door) -> None:
    for request in requests(door):
        served._client.open(method=door.method, **request)


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"search"}))  # open to all, keeps nothing
def test_nothing_that_is_sent_is_written(name: str, served: Bench, written: list[str]):
    service = served[name]
    for door in service.doors:
        ask_in_every_way(service, door)
    answered = [line for line in written if '"text": "answered"' in line]
    assert len(answered) >= len(service.doors)
    told = [_DRAWN.sub("", line) for line in written]
    assert [line for line in told if any(mark in line for mark in MARKS)] == []
