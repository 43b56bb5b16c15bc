"""How often one caller may ask."""

import pytest

from chassis import limits
from chassis.limits import Left, Limiter, Rate, TooManyRequests, limiters
from chassis.settings import ServiceSettings

FIVE = Rate(name="writes", per_second=5, burst=10)


class Watch:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def taken(limiter: Limiter, caller: str, times: int) -> list[Left]:
    return [limiter.take(caller) for _ in range(times)]


def test_a_burst_is_let_through_and_then_no_more():
    limiter = Limiter(FIVE, Watch())
    assert [left.remaining for left in taken(limiter, "per_1", 10)] == [*range(9, -1, -1)]
    with pytest.raises(TooManyRequests) as refused:
        limiter.take("per_1")
    assert (refused.value.status, refused.value.wait) == (429, 1)
    assert refused.value.allowed == "5 a second, 10 at once"


def test_the_bucket_fills_again_with_time():
    watch = Watch()
    limiter = Limiter(FIVE, watch)
    taken(limiter, "per_1", 10)
    watch.now += 0.2
    assert limiter.take("per_1") == Left(remaining=0, reset=2)
    with pytest.raises(TooManyRequests):
        limiter.take("per_1")
    watch.now += 60
    assert limiter.take("per_1") == Left(remaining=9, reset=1)


def test_who_is_refused_is_not_punished_for_asking():
    watch = Watch()
    limiter = Limiter(FIVE, watch)
    taken(limiter, "per_1", 10)
    for _ in range(100):
        with pytest.raises(TooManyRequests):
            limiter.take("per_1")
    watch.now += 0.2
    assert limiter.take("per_1").remaining == 0


def test_one_callers_haste_is_not_anothers():
    limiter = Limiter(FIVE, Watch())
    taken(limiter, "per_1", 10)
    assert limiter.take("per_2").remaining == 9


def test_ever_new_callers_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MOST_CALLERS", 100)
    watch = Watch()
    limiter = Limiter(FIVE, watch)
    for number in range(1000):
        limiter.take(f"10.0.0.{number}")
    assert len(limiter._full_at) <= 100


def test_the_policy_is_told_as_the_draft_writes_it():
    assert FIVE.policy == '"writes";q=10;w=2'


def test_a_rate_of_nothing_is_no_limit():
    settings = ServiceSettings(
        amqp_url="", mongo_url="", jwks_url="", http_port=1, rate_reads=0, rate_writes=3
    )
    made = limiters(settings)
    assert made["reads"] is None
    assert made["writes"] is not None
    assert made["writes"].rate == Rate(name="writes", per_second=3, burst=12)
