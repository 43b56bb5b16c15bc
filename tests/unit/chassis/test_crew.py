"""The workers of a queue: few where few are needed, bounded, each message with its time limit."""

from types import SimpleNamespace
from typing import Any

import eventlet
import pytest
from eventlet.event import Event as Signal

from chassis.runtime.crew import Crew, HandlerTimeout, TimeLimits


class Foreman:
    """Counts what is in hand."""

    def __init__(self) -> None:
        self.stopping = False
        self.in_hand = self.most = 0

    def begun(self) -> None:
        self.in_hand += 1
        self.most = max(self.most, self.in_hand)

    def finished(self) -> None:
        self.in_hand -= 1


OPEN: Any = SimpleNamespace(open=True)
LOST: Any = SimpleNamespace(open=False)


@pytest.fixture
def foreman() -> Foreman:
    return Foreman()


def spawned(count: list[int]) -> Any:
    def spawn(run: Any) -> None:
        count.append(1)
        eventlet.spawn_n(run)

    return spawn


def test_work_that_never_waits_is_done_by_few_in_its_order(foreman: Foreman):
    done: list[int] = []
    hired: list[int] = []
    crew = Crew(foreman, spawned(hired), lambda acks, n: done.append(n), at_once=20)
    for number in range(50):
        crew.take(OPEN, number)  # type: ignore[arg-type]
    eventlet.sleep(0.01)
    assert done == list(range(50))
    assert len(hired) == 2
    assert foreman.in_hand == 0


def test_work_that_waits_is_done_by_as_many_as_allowed(foreman: Foreman):
    gate, done = Signal(), []

    def work(acks: Any, number: Any) -> None:
        gate.wait()
        done.append(number)

    crew = Crew(foreman, eventlet.spawn_n, work, at_once=3)
    for number in range(10):
        crew.take(OPEN, number)  # type: ignore[arg-type]
    eventlet.sleep(0.01)
    assert foreman.in_hand == 3
    gate.send()
    eventlet.sleep(0.01)
    assert sorted(done) == list(range(10))
    assert foreman.most == 3


def test_nothing_new_is_begun_when_the_service_stops(foreman: Foreman):
    done: list[int] = []

    def work(acks: Any, number: Any) -> None:
        done.append(number)
        foreman.stopping = True

    crew = Crew(foreman, eventlet.spawn_n, work, at_once=1)
    for number in range(5):
        crew.take(OPEN, number)  # type: ignore[arg-type]
    eventlet.sleep(0.01)
    assert done == [0]


def test_what_came_by_a_lost_line_is_left_to_the_broker(foreman: Foreman):
    done: list[int] = []
    crew = Crew(foreman, eventlet.spawn_n, lambda acks, n: done.append(n), at_once=1)
    crew.take(LOST, 1)  # type: ignore[arg-type]
    crew.take(OPEN, 2)  # type: ignore[arg-type]
    eventlet.sleep(0.01)
    assert done == [2]


def test_what_takes_too_long_is_ended_and_the_others_go_on():
    limits, ended, done = TimeLimits(), [], []

    def work(name: str, seconds: float) -> None:
        try:
            with limits.limit(0.05, HandlerTimeout(name)):
                eventlet.sleep(seconds)
                done.append(name)
        except HandlerTimeout as late:
            ended.append(str(late))

    looking = eventlet.spawn(limits.run)
    with eventlet.Timeout(5):
        for thread in [eventlet.spawn(work, "slow", 60), eventlet.spawn(work, "quick", 0)]:
            thread.wait()
    looking.kill()
    assert (ended, done) == (["slow"], ["quick"])
    assert limits._until == {}
