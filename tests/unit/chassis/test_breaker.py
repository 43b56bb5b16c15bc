"""The circuit breaker: opens after failures in a row, lets one try, and closes when it works."""

import pytest

from chassis.breaker import MOST_FAILURES, REST_SECONDS, Breaker
from tests.unit.chassis.watch import Watch


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def breaker(watch: Watch) -> Breaker:
    return Breaker(watch)


def trip(breaker: Breaker) -> None:
    for _ in range(MOST_FAILURES):
        assert breaker.admits()
        breaker.failed()


def test_failures_in_a_row_open_it(breaker: Breaker):
    trip(breaker)
    assert breaker.open
    assert not breaker.admits()


def test_failures_with_an_answer_between_do_not(breaker: Breaker):
    for _ in range(3 * MOST_FAILURES):
        breaker.failed()
        breaker.worked()
    assert breaker.admits()


def test_after_a_rest_one_may_try_and_the_others_wait_for_it(breaker: Breaker, watch: Watch):
    trip(breaker)
    watch.seconds += REST_SECONDS
    assert [breaker.admits(), breaker.admits(), breaker.admits()] == [True, False, False]
    breaker.worked()
    assert not breaker.open
    assert [breaker.admits(), breaker.admits()] == [True, True]


def test_a_try_that_fails_opens_it_again(breaker: Breaker, watch: Watch):
    trip(breaker)
    watch.seconds += REST_SECONDS
    assert breaker.admits()
    breaker.failed()
    assert not breaker.admits()
    watch.seconds += REST_SECONDS
    assert breaker.admits()


def test_a_try_that_is_never_told_about_keeps_nobody_out_for_ever(breaker: Breaker, watch: Watch):
    trip(breaker)
    watch.seconds += REST_SECONDS
    assert breaker.admits()
    watch.seconds += REST_SECONDS
    assert breaker.admits()
