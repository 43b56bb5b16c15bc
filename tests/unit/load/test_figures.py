"""Percentiles and rates of one measurement."""

from tests.load.messaging.figures import percentile, summary


def test_a_percentile_is_one_of_the_times():
    times = [float(n) for n in range(100, 0, -1)]
    assert percentile(times, 0.5) == 50
    assert percentile(times, 0.99) == 99
    assert percentile(times, 1) == 100
    assert percentile([7.0], 0.99) == 7


def test_a_summary_gives_a_rate_and_milliseconds():
    times = [0.001] * 98 + [0.004, 0.25]
    assert summary(times, 2.0) == {"rate": 50.0, "p50": 1.0, "p99": 4.0}
