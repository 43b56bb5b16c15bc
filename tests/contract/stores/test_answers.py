"""Idempotency-Keys: the same question has one answer, for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from chassis.answers import Answer, IdempotencyKeyInFlight, IdempotencyKeyReused, MongoAnswers

CREATED = Answer(status=201, body=b'{"order_id":"ord_1"}', location="/v1/orders/ord_1", etag='"1"')
QUESTION = ("per_1", "POST /v1/orders", "key-00000001", b'{"lines":[]}')


class Clock:
    """Stands still until moved."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC).replace(microsecond=0)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def answers(database: Database[dict[str, Any]], clock: Clock) -> MongoAnswers:
    made = MongoAnswers(database, clock)
    made.prepare()
    return made


def test_a_question_gets_a_seed_and_no_answer_yet(answers: MongoAnswers):
    begun = answers.begin(*QUESTION)
    assert len(begun.seed) == 36
    assert begun.answer is None


def test_a_repeat_while_the_first_is_at_it_is_told_to_wait(answers: MongoAnswers):
    answers.begin(*QUESTION)
    with pytest.raises(IdempotencyKeyInFlight) as refused:
        answers.begin(*QUESTION)
    assert (refused.value.status, refused.value.wait) == (409, 1)


def test_a_repeat_after_a_crash_goes_on_with_the_same_seed(answers: MongoAnswers, clock: Clock):
    first = answers.begin(*QUESTION)
    clock.at += timedelta(seconds=5)
    assert answers.begin(*QUESTION) == first
    with pytest.raises(IdempotencyKeyInFlight):  # whoever took it over is at it now
        answers.begin(*QUESTION)


def test_what_was_given_up_may_begin_again_at_once(answers: MongoAnswers):
    first = answers.begin(*QUESTION)
    answers.give_up(first)
    assert answers.begin(*QUESTION) == first


def test_what_is_answered_is_not_given_up(answers: MongoAnswers):
    begun = answers.begin(*QUESTION)
    answers.finish(begun, CREATED)
    answers.give_up(begun)
    assert answers.begin(*QUESTION).answer == CREATED


def test_a_repeat_after_the_answer_is_the_same_answer(answers: MongoAnswers):
    assert answers.finish(answers.begin(*QUESTION), CREATED) == CREATED
    assert answers.begin(*QUESTION).answer == CREATED


def test_another_body_under_the_same_key_is_refused(answers: MongoAnswers):
    answers.finish(answers.begin(*QUESTION), CREATED)
    with pytest.raises(IdempotencyKeyReused) as refused:
        answers.begin(*QUESTION[:3], b'{"lines":[1]}')
    assert (refused.value.status, refused.value.code) == (422, "idempotency_key_reused")
    assert refused.value.field == "Idempotency-Key"
    assert answers.begin(*QUESTION).answer == CREATED


@pytest.mark.parametrize(
    "other",
    [
        ("per_2", *QUESTION[1:]),
        (QUESTION[0], "POST /v1/products", *QUESTION[2:]),
        (*QUESTION[:2], "key-00000002", QUESTION[3]),
    ],
)
def test_a_key_is_its_callers_own_and_of_one_door(answers: MongoAnswers, other: Any):
    mine = answers.begin(*QUESTION)
    answers.finish(mine, CREATED)
    begun = answers.begin(*other)
    assert begun.answer is None
    assert begun.seed != mine.seed


def test_the_parts_of_a_key_do_not_run_into_each_other(answers: MongoAnswers):
    first = answers.begin("per_1", "POST /a", "b", b"")
    assert answers.begin("per_1", "POST /", "ab", b"").id != first.id


def test_of_two_that_finish_at_once_one_answer_is_kept_and_both_tell_it(answers: MongoAnswers):
    begun = answers.begin(*QUESTION)
    given = [Answer(status=201, body=b'{"n":%d}' % number) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda answer: answers.finish(begun, answer), given))
    assert len({answer.body for answer in told}) == 1
    assert told[0] in given
    assert answers.begin(*QUESTION).answer == told[0]


def test_of_many_that_begin_at_once_one_is_let_in(answers: MongoAnswers):
    def begin(_: int) -> str:
        try:
            return answers.begin(*QUESTION).seed
        except IdempotencyKeyInFlight:
            return ""

    with ThreadPoolExecutor(8) as pool:
        seeds = list(pool.map(begin, range(16)))
    assert sorted(bool(seed) for seed in seeds) == [False] * 15 + [True]


def test_neither_key_nor_body_is_kept_in_clear(answers: MongoAnswers, database: Any, clock: Clock):
    answers.begin(*QUESTION)
    (kept,) = database["answers"].find()
    assert set(kept) == {"_id", "body", "seed", "answer", "answered", "at", "until"}
    assert "key-00000001" not in str(kept)
    assert "lines" not in str(kept)
    assert (kept["at"], kept["until"]) == (clock.at, clock.at + timedelta(seconds=5))


def test_a_short_body_cannot_be_guessed_from_what_is_kept(answers: MongoAnswers, database: Any):
    answers.begin("", "POST /v1/tokens", "key-00000001", b'{"code":"123456"}')
    answers.begin("", "POST /v1/tokens", "key-00000002", b'{"code":"123456"}')
    assert len({kept["body"] for kept in database["answers"].find()}) == 2
