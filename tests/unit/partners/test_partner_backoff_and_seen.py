"""Pauses between attempts, and the memory of what is done."""

import pytest

from partners.kit.backoff import Backoff
from partners.kit.seen import Seen


def test_pauses_double_up_to_the_longest() -> None:
    backoff = Backoff(first=1.0, longest=30.0, dice=lambda: 1.0)

    assert [backoff.pause(n) for n in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize(("dice", "pause"), [(0.0, 2.0), (0.5, 3.0), (1.0, 4.0)])
def test_a_pause_is_spread_over_the_upper_half_of_its_step(dice: float, pause: float) -> None:
    assert Backoff(first=1.0, longest=30.0, dice=lambda: dice).pause(3) == pause


def test_after_a_thousand_failures_the_pause_is_still_the_longest() -> None:
    assert Backoff(first=1.0, longest=30.0, dice=lambda: 1.0).pause(1000) == 30.0


def test_an_event_that_is_done_is_recognised() -> None:
    seen = Seen()
    seen.add("evt_1")

    assert "evt_1" in seen
    assert "evt_2" not in seen


def test_the_memory_forgets_the_oldest_first_and_does_not_grow() -> None:
    seen = Seen(limit=2)
    for event_id in ("evt_1", "evt_2", "evt_1", "evt_3"):
        seen.add(event_id)

    assert [event_id in seen for event_id in ("evt_1", "evt_2", "evt_3")] == [True, False, True]
    assert len(seen) == 2
