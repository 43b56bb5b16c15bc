"""Stripe's idempotency rules, without a network."""

from pathlib import Path

import pytest

from deploy.local.stripe_answers import Answer, Answers, Claim, fingerprint, is_kept

CREATED = Answer(status=200, body=b'{"id": "pi_1"}')


@pytest.fixture
def answers(tmp_path: Path) -> Answers:
    return Answers(tmp_path / "answers.sqlite")


def test_a_new_key_may_be_sent_and_is_then_in_flight(answers: Answers):
    assert answers.claim("k", "request") is Claim.FRESH
    assert answers.claim("k", "request") is Claim.IN_FLIGHT


def test_a_kept_answer_is_replayed(answers: Answers):
    answers.claim("k", "request")
    answers.keep("k", CREATED)
    answers.release("k")
    assert answers.claim("k", "request") == CREATED


def test_other_parameters_under_a_key_are_refused_even_in_flight(answers: Answers):
    answers.claim("k", "request")
    assert answers.claim("k", "other") is Claim.OTHER_REQUEST


def test_a_key_without_an_answer_is_unsettled(answers: Answers):
    answers.claim("k", "request")
    answers.release("k")
    assert answers.claim("k", "request") is Claim.UNSETTLED


def test_answers_and_open_keys_survive_the_process(tmp_path: Path):
    first = Answers(tmp_path / "answers.sqlite")
    first.claim("done", "request")
    first.keep("done", CREATED)
    first.claim("open", "request")
    second = Answers(tmp_path / "answers.sqlite")
    assert second.claim("done", "request") == CREATED
    assert second.claim("open", "request") is Claim.UNSETTLED


@pytest.mark.parametrize(
    ("status", "kept"), [(200, True), (402, True), (400, True), (401, False), (429, False)]
)
def test_declines_are_kept_but_refusals_before_the_work_are_not(status: int, kept: bool):
    assert is_kept(Answer(status=status, body=b"")) is kept


@pytest.mark.parametrize("status", [500, 502, 503])
def test_server_errors_are_not_kept(status: int):
    assert not is_kept(Answer(status=status, body=b""))


def test_the_order_of_parameters_does_not_matter_but_the_path_does():
    assert fingerprint("/v1/a", b"x=1&y=2") == fingerprint("/v1/a", b"y=2&x=1")
    assert fingerprint("/v1/a", b"x=1") != fingerprint("/v1/b", b"x=1")
    assert fingerprint("/v1/a", b"x=1") != fingerprint("/v1/a", b"x=2")
