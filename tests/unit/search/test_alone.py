"""One rebuild or repair at a time."""

import pytest

from chassis.errors import Unavailable
from services.search.rebuilding import alone as module
from services.search.rebuilding.alone import Another, alone


class Turns:
    """A lease that is given after so many refusals."""

    def __init__(self, refusals: int) -> None:
        self.refusals, self.given_back, self.taken = refusals, 0, 0

    def take(self) -> bool:
        self.refusals -= 1
        self.taken += self.refusals < 0
        if self.taken == 2:
            raise Unavailable(field="database")
        return self.refusals < 0

    def give_back(self) -> None:
        self.given_back += 1


def test_who_was_killed_is_waited_out_and_the_turn_is_given_back() -> None:
    turns = Turns(refusals=3)
    waited: list[float] = []
    with alone(turns, waited.append):  # type: ignore[arg-type]
        assert turns.given_back == 0
    assert (waited, turns.given_back) == ([1.0, 1.0, 1.0], 1)


def test_a_failure_gives_the_turn_back_too() -> None:
    turns = Turns(refusals=0)
    with pytest.raises(ValueError, match="broken"), alone(turns, lambda seconds: None):  # type: ignore[arg-type]
        raise ValueError("broken")
    assert turns.given_back == 1


def test_who_is_alive_is_not_disturbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HELD_SECONDS", -1.0)
    turns = Turns(refusals=100)
    with pytest.raises(Another), alone(turns, lambda seconds: None):  # type: ignore[arg-type]
        pytest.fail("two at a time")
    assert turns.given_back == 0
