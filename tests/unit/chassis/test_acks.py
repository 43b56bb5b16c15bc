"""Acknowledgements: the fewest that tell the broker what is done, and never a wrong one."""

import random

import pytest

from chassis.runtime.acks import Acks

PREFETCH = 20


class Channel:
    """Counts what a broker would believe; refuses what a broker would refuse."""

    def __init__(self, delivered: int = 100) -> None:
        self.sent: list[tuple[int, bool]] = []
        self.open = set(range(1, delivered + 1))
        self.fails = False

    def basic_ack(self, tag: int, multiple: bool = False) -> None:
        if self.fails:
            raise OSError("gone")
        assert tag in self.open, f"PRECONDITION_FAILED - unknown delivery tag {tag}"
        self.sent.append((tag, multiple))
        self.open -= {t for t in self.open if t <= tag} if multiple else {tag}


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def acks(channel: Channel) -> Acks:
    return Acks(channel, PREFETCH)


def test_contiguous_messages_are_acknowledged_as_one(channel, acks):
    for tag in (2, 1, 3):
        acks.done(tag)
    acks.flush()
    assert channel.sent == [(3, True)]


def test_what_comes_after_a_gap_waits_for_it(channel, acks):
    acks.done(2)
    acks.flush()
    assert channel.sent == []
    acks.done(1)
    acks.flush()
    assert channel.sent == [(2, True)]


def test_nothing_is_said_twice(channel, acks):
    acks.done(1)
    acks.flush()
    acks.flush()
    assert channel.sent == [(1, True)]


def test_behind_a_slow_message_more_than_a_quarter_is_acknowledged_singly(channel, acks):
    for tag in range(2, 7):
        acks.done(tag)
    acks.flush()
    assert channel.sent == []  # five of twenty wait
    acks.done(7)
    acks.flush()
    assert channel.sent == [(tag, False) for tag in range(2, 8)]
    acks.done(1)
    acks.flush()
    assert channel.sent[-1] == (1, True)
    assert channel.open == set(range(8, 101))


def test_a_message_settled_singly_is_never_the_target_of_a_multiple_ack(channel, acks):
    acks.done(1)
    channel.open.discard(2)
    acks.settled(2)
    acks.flush()
    assert channel.sent == [(1, True)]
    acks.done(3)
    acks.flush()
    assert channel.sent == [(1, True), (3, True)]


def test_only_settled_messages_need_no_ack(channel, acks):
    channel.open.discard(1)
    acks.settled(1)
    acks.flush()
    assert channel.sent == []


def test_after_a_lost_line_nothing_is_said(channel, acks):
    acks.done(1)
    channel.fails = True
    acks.flush()
    assert not acks.open
    channel.fails = False
    acks.done(2)
    acks.flush()
    assert channel.sent == []


@pytest.mark.parametrize("seed", range(30))
def test_in_any_order_each_message_is_settled_exactly_once(seed: int):
    order = random.Random(seed)
    channel = Channel(delivered=60)
    acks = Acks(channel, PREFETCH)
    window, following = list(range(1, PREFETCH + 1)), PREFETCH + 1
    finished: set[int] = set()
    while window:
        tag = window.pop(order.randrange(len(window)))
        finished.add(tag)
        if order.random() < 0.2:
            channel.open.discard(tag)
            acks.settled(tag)
        else:
            acks.done(tag)
        if following <= 60:
            window.append(following)
            following += 1
        if order.random() < 0.5:
            acks.flush()
        assert set(range(1, 61)) - finished <= channel.open
    acks.flush()
    assert channel.open == set()
