"""Calls between services: answered, refused, or given up in time."""

from collections.abc import Callable

import pika
import pytest

from tests.integration.chassis.bench import Bench


def test_a_question_is_answered(steady: Bench):
    answer = steady.post("/ask", service=steady.name, seconds=5)
    assert answer.status_code == 200
    assert answer.json()["parcels"] >= 0


@pytest.mark.parametrize(
    ("language", "detail"),
    [("en", "The parcel is too heavy."), ("hi", "पार्सल बहुत भारी है।")],
)
def test_a_refusal_travels_as_it_is(steady: Bench, language: str, detail: str):
    answer = steady.post("/ask", language, service=steady.name, seconds=5, parcel_id="too heavy")
    assert answer.status_code == 422
    problem = answer.json()
    assert (problem["code"], problem["detail"]) == ("too_heavy", detail)
    assert problem["errors"] == [
        {"detail": problem["detail"], "parameter": "grams", "allowed": "20000"}
    ]


def test_a_broken_answerer_is_unavailable(steady: Bench):
    answer = steady.post("/ask", service=steady.name, seconds=5, parcel_id="broken")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_nobody_to_ask_is_unavailable(steady: Bench):
    answer = steady.post("/ask", service=f"{steady.name}_nobody", seconds=5)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_a_service_that_is_away_is_unavailable_when_the_deadline_is_over(
    steady: Bench, make_bench: Callable[[], Bench]
):
    other = make_bench()
    assert steady.post("/ask", service=other.name, seconds=5).status_code == 200
    other.kill()
    answer = steady.post("/ask", service=other.name, seconds=1)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.json()["errors"][0]["parameter"] == other.name
    assert answer.headers["Retry-After"] == "2"
    other.start()
    assert steady.post("/ask", service=other.name, seconds=5).status_code == 200


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        pytest.param(b"\xff", {"type": "HowMany", "reply_to": "nobody"}, id="not JSON"),
        pytest.param(b'"\xff"', {"type": "HowMany", "reply_to": "nobody"}, id="not UTF-8"),
        pytest.param(b"{}", {"type": "WhoAreYou", "reply_to": "nobody"}, id="an unknown question"),
        pytest.param(b'{"parcel_id":"x"}', {"type": "HowMany"}, id="no address for the answer"),
        pytest.param(b"{}", {}, id="nothing at all"),
    ],
)
def test_a_broken_question_does_not_stop_the_service(steady: Bench, body: bytes, properties):
    with steady.channel() as channel:
        channel.basic_publish(
            "", f"{steady.name}.calls", body, pika.BasicProperties(**properties), mandatory=True
        )
    assert steady.post("/ask", service=steady.name, seconds=5).status_code == 200
    assert steady.runs
