"""A customer asks until there is an answer, and writes down only what they were told."""

import json
from types import SimpleNamespace

import pytest

from deploy.sample.problems import ApiProblem, Unreachable
from tests.chaos import asking
from tests.chaos.asking import Asker
from tests.chaos.told import Answer, Asked, Person, Told

ASKED = Asked("k1", "per_1", {"prd_1": 1}, "good", Answer(201, "ord_1"))
ORDER = {"order_id": "ord_1", "status": "placed", "total": 100}


def no(status: int, code: str = "") -> ApiProblem:
    return ApiProblem("POST /v1/orders", status, json.dumps({"code": code}).encode())


class Gateway:
    """Answers one after the other; the last for ever. Remembers what it was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.asked = list(answers), []
        self.session = ""

    def __call__(self, *_: object, **__: object) -> "Gateway":
        return self

    def post(self, path: str, body: object, *, key: str) -> object:
        self.asked.append((path, key, self.session))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def asker(monkeypatch):
    """An asker before a gateway with these answers, who does not wait between tries."""

    def make(*answers: object) -> tuple[Asker, Gateway]:
        gateway = Gateway(*answers)
        monkeypatch.setattr(asking, "Client", gateway)
        told = Told("1", people={"per_1": Person("per_1", "+911")})
        return Asker(Market(), told, {"per_1": "old"}), gateway

    monkeypatch.setattr(asking, "FIRST_PAUSE", 0)
    return make


class Market:
    """Where people log in anew."""

    gateway = "http://gateway"

    def person(self, phone: str, language: str) -> "Market":
        return self

    def __enter__(self) -> SimpleNamespace:
        return SimpleNamespace(session="new")

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""


def told(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.order_id, answer.total, answer.code, answer.tries


@pytest.mark.parametrize(
    "failure",
    [
        *(no(503), no(500), no(429), no(409, "idempotency_key_in_flight")),
        *(Unreachable("x"), ValueError("x")),
    ],
)
def test_what_may_pass_is_asked_again_under_the_same_key(asker, failure):
    patient, gateway = asker(failure, failure, ORDER)
    assert told(patient.place(ASKED, {})) == (201, "ord_1", 100, "", 3)
    assert gateway.asked == [("/v1/orders", "k1", "old")] * 3


def test_a_clear_no_is_written_down(asker):
    patient, gateway = asker(no(503), no(409, "out_of_stock"), ORDER)
    assert told(patient.place(ASKED, {})) == (409, "", 0, "out_of_stock", 2)
    assert len(gateway.asked) == 2


def test_who_has_no_valid_token_any_more_logs_in_anew(asker):
    patient, gateway = asker(no(401), ORDER)
    assert told(patient.place(ASKED, {})) == (201, "ord_1", 100, "", 2)
    assert [token for _, _, token in gateway.asked] == ["old", "new"]


def test_after_the_longest_wait_there_was_no_answer(asker, monkeypatch):
    monkeypatch.setattr(asking, "LONGEST_SECONDS", 0.02)
    patient, gateway = asker(Unreachable("away"))
    answer = patient.place(ASKED, {})
    assert (answer.status, answer.order_id) == (0, "")
    assert answer.tries == len(gateway.asked) > 0


def test_a_cancellation_has_a_key_of_its_own(asker):
    patient, gateway = asker(ORDER | {"status": "cancelled"})
    answer = patient.cancel(ASKED)
    assert (answer.status, answer.state) == (200, "cancelled")
    assert gateway.asked == [("/v1/orders/ord_1/cancellation", "k1-cancel", "old")]
