"""Tokens are checked once, and end when their time is over."""

import time

import jwt
import pytest

from chassis import remembered
from chassis.errors import Unauthenticated
from chassis.people import LEEWAY_SECONDS, Grant, Person
from chassis.remembered import RememberedTokens

ASHA = Person(id="per_asha", grants=[Grant(role="buyer")])


class Watch:
    """A clock, and tokens that are good until it says otherwise; counts who asks."""

    def __init__(self) -> None:
        self.now, self.asked = time.time(), 0

    def person(self, token: str) -> Person:
        self.asked += 1
        if token.endswith("forged"):
            raise Unauthenticated(field="Authorization")
        return ASHA


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def tokens(watch: Watch) -> RememberedTokens:
    return RememberedTokens(watch, lambda: watch.now)


def token(watch: Watch, seconds: int = 900, who: str = "per_asha") -> str:
    return jwt.encode({"sub": who, "exp": int(watch.now) + seconds}, "k" * 32, algorithm="HS256")


def test_a_token_is_checked_once(watch: Watch, tokens: RememberedTokens):
    mine = token(watch)
    assert [tokens.person(mine) for _ in range(5)] == [ASHA] * 5
    assert watch.asked == 1


def test_a_token_whose_time_is_over_is_checked_again(watch: Watch, tokens: RememberedTokens):
    mine = token(watch, 900)
    tokens.person(mine)
    watch.now = int(watch.now) + 900 + LEEWAY_SECONDS - 1
    tokens.person(mine)
    assert watch.asked == 1
    watch.now += 1
    tokens.person(mine)
    assert watch.asked == 2


def test_a_forged_token_is_refused_each_time_though_the_true_one_is_known(
    watch: Watch, tokens: RememberedTokens
):
    mine = token(watch)
    tokens.person(mine)
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            tokens.person(mine + "forged")
    assert watch.asked == 3


def test_ever_new_tokens_do_not_fill_the_memory(
    watch: Watch, tokens: RememberedTokens, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(remembered, "MOST_KEPT", 10)
    for number in range(50):
        tokens.person(token(watch, who=f"per_{number}"))
    assert len(tokens._good) <= 10
