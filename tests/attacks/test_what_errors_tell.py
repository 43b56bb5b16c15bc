"""No answer of any door tells of our files, libraries, servers or the steps of our programs."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from pymongo.errors import OperationFailure, ServerSelectionTimeoutError

from chassis.doors import Door
from chassis.errors import Unavailable
from chassis.mongo import answering
from chassis.people import Person
from chassis.problems import problem
from tests.attacks.asking import MALLORY, able, ask
from tests.attacks.walked import DOORS, json_of
from tests.policy.bench import SERVICES
from tests.policy.conftest import Bench

TELLS: Final = re.compile(
    r"Traceback|File \"|line \d+, in|\.pyc?\b|/(?:usr|home|root|opt|srv|tmp|work|var|app|etc)/"
    r"|<(?:built-in|class|bound|function)|site-packages|0x[0-9a-f]{6,}|<[a-z_]+\.[A-Za-z_.]+|\bNone(?:Type)?\b|__\w+__"
    r"|(?i:mongo|bson|pymongo|msgspec|nameko|eventlet|werkzeug|kombu|amqp|rabbit|elastic|requests\."
    r"|urllib|stripe\.|localhost|127\.0\.0|errno|keyerror|typeerror|valueerror|collection|E11000)"
)
SECRET: Final = "mongodb://orders:hunter2@10.0.0.7/ in /srv/haat/services/x.py line 3, in f"
ODD: Final = (
    *("..%2f..%2fsecret", "%00", "%0d%0aSet-Cookie:%20a=b", "$where", "{{7*7}}", "%ff"),
    *(
        "{0.real}",
        "{why.upper}",
        "a" * 5_000,
        "%e0%a4%b9",
        "-1",
        "1e999",
        "%F0%9F%92%A3",
        "' or '1'='1",
    ),
)
ALLOWED: Final = {"Content-Type", "Content-Length", "X-Request-Id", "Idempotent-Replayed"} | {
    *("WWW-Authenticate", "Retry-After", "RateLimit", "RateLimit-Policy", "ETag", "Location"),
    *("Allow", "Cache-Control", "Preference-Applied", "Vary", "Link", "Content-Disposition"),
}
"""Headers of answers; none names a program."""


def odd(door: Door) -> Iterator[dict[str, Any]]:
    """Requests that are wrong in every part of them."""
    names = re.findall(r"<([^>]*)>", door.path)
    for value in ODD if names else ():
        yield {"path": dict.fromkeys(names, value), "data": b"{}"}
    for text in ODD:
        yield {"query_string": f"cursor={text}"}
        yield {"query_string": f"{text}={text}"}
    fields = getattr(door.body, "__struct_fields__", ())
    for value in (None, 1e300, -1, 10**30, "x", "\0", [], {}, [[[]]], {"$gt": ""}, "{why.upper}"):
        yield {"data": json_of(dict.fromkeys(fields, value))}
    yield {"data": b"\xff\xfe\0", "headers": {"Content-Type": "text/xml"}}
    yield {"data": b"[" * 50_000}
    for header in ("Authorization", "If-Match", "Idempotency-Key", "Prefer", "traceparent"):
        for text in ("{0.real}", "\xff", "a" * 8_000, '"', "Bearer", "Bearer a.b.c"):
            yield {"headers": {header: text}, "data": b"{}"}


def told(answer: Any) -> list[str]:
    """What of an answer should not be there."""
    found = [match[0] for match in TELLS.finditer(answer.get_data(as_text=True))]
    found += [name for name, _ in answer.headers if name not in ALLOWED]
    found += [v for v in answer.headers.values() if "\n" in v or "\r" in v]
    return found


def callers(door: Door) -> tuple[Person | None, ...]:
    return (None, MALLORY, able(door.may)) if door.may else (None,)


@pytest.mark.parametrize("name", DOORS)
def test_odd_requests_are_told_what_is_wrong_and_nothing_of_us(served: Bench, name: str):
    service, door = DOORS[name]
    at, wrong, seen = served[service], [], 0
    for person in callers(door):
        for request in odd(door):
            answer = ask(at, door, person, **request)
            if answer.status_code >= 400:
                seen += 1
                assert answer.content_type == "application/problem+json"
                wrong += [(str(request)[:120], answer.status_code, told(answer))]
    assert seen > 10
    assert [each for each in wrong if each[2]] == []
    assert [each for each in wrong if each[1] == 500] == []


FAILURES: Final = (
    *(RuntimeError(SECRET), KeyError(SECRET), AssertionError(SECRET), RecursionError(SECRET)),
    *(OperationFailure(SECRET), ServerSelectionTimeoutError(SECRET), UnicodeError(SECRET)),
)


@pytest.mark.parametrize("failure", FAILURES, ids=lambda f: type(f).__name__)
@pytest.mark.parametrize("name", sorted(SERVICES))
def test_what_breaks_inside_stays_inside(
    served: Bench, monkeypatch: pytest.MonkeyPatch, name: str, failure: Exception
):
    at = served[name]

    def broken(*_: Any, **__: Any) -> Any:
        raise failure

    inside = [each for each in at._container.entrypoints if hasattr(each, "door")]
    for each in inside:
        monkeypatch.setattr(each, "_answer", broken)
        answer = ask(at, each.door, MALLORY, data=b"{}")
        assert (answer.status_code, answer.get_json()["code"]) == (500, "internal")
        assert (each.door.path, told(answer)) == (each.door.path, [])
        assert "hunter2" not in answer.get_data(as_text=True) + str(answer.headers)
    assert len(inside) > 3


def test_a_database_that_is_away_is_told_without_its_name():
    with pytest.raises(Unavailable) as away, answering():
        raise ServerSelectionTimeoutError(SECRET)
    document = json_of(problem(away.value, "en", "req_1")).decode()
    assert TELLS.findall(document) == []
    assert "hunter2" not in document
