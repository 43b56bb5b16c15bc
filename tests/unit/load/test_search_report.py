"""The arithmetic of the search bench: whole passes, ratios, goals."""

import threading
import time
from collections import Counter

from tests.load.search.crowd import crowd
from tests.load.search.filling import Timed
from tests.load.search.indexing import Indexed
from tests.load.search.job import Figure, Outcome, Row, Spent
from tests.load.search.names import BARE, FACETED, OURS, PLAIN, SUGGEST
from tests.load.search.report import growth, lines, race
from tests.load.search.spent import STEPS


def figure(contender: str, size: int = 1_000, p50: float = 2.0, p99: float = 4.0) -> Figure:
    return Figure(size=size, callers=8, contender=contender, rate=100.0, p50=p50, p99=p99, cpu=1.0)


def filled(size: int, seconds: float) -> Indexed:
    return Indexed(
        size=size,
        name="bench_search_v1",
        seconds=seconds,
        cpu=size / 2_000,
        steps={"refresh": 0.5},
        json=size * 900,
        stored=size * 2_000,
    )


def test_every_query_is_asked_as_often_as_any_other_whoever_asks():
    told: Counter[str] = Counter()
    asked = [f"q{at}" for at in range(10)]

    def ask(q: str) -> int:
        told[q] += 1
        return 0

    crowd(ask, asked, callers=4, seconds=0.0)
    assert told == dict.fromkeys(asked, 1)


def test_a_measurement_goes_on_until_its_time_is_over():
    calls: list[str] = []
    begun = time.perf_counter()

    def ask(q: str) -> int:
        calls.append(q)
        return 0

    told = crowd(ask, ["a", "b"], callers=1, seconds=0.02)
    assert time.perf_counter() - begun >= 0.02
    assert len(calls) % 2 == 0
    assert len(calls) > 2
    assert told.p50 <= told.p99


def test_search_is_divided_by_the_plain_query_of_the_same_round():
    figures = []
    for ours, plain in ((3.0, 2.0), (8.0, 5.0), (1.0, 1.0)):
        figures += [
            figure(OURS, p50=ours),
            figure(PLAIN, p50=plain),
            figure(FACETED, p50=2 * plain),
        ]
        figures.append(figure(SUGGEST, p50=99.0))
    sheet = race((OURS, PLAIN, FACETED), figures)
    assert sheet.ratio("1,000 products, 8 at once, p50 ms", (OURS, PLAIN)) == 1.5
    assert sheet.ratio("1,000 products, 8 at once, p50 ms", (OURS, FACETED)) == 0.75
    assert sheet.missed() == []


def test_search_that_takes_more_than_its_share_misses_the_goal():
    sheet = race((BARE, PLAIN), [figure(BARE, p50=3.3), figure(PLAIN, p50=2.0)])
    assert sheet.missed() == ["1,000 products, 8 at once, p50 ms"]


def test_the_slowest_hundredth_may_take_three_times_as_long_at_the_largest_size():
    small, large = figure(OURS, p99=10.0), figure(OURS, size=100_000, p99=30.0)
    assert growth([1_000, 100_000], [small, large]).missed() == []
    slower = figure(OURS, size=100_000, p99=30.1)
    assert growth([1_000, 100_000], [small, slower]).missed() == ["search, 8 at once, p99 ms"]


def test_goals_that_are_no_ratios_are_judged_at_the_largest_size():
    figures = [
        figure(name, size, p99=p99)
        for size, p99 in ((1_000, 10.0), (100_000, 31.0))
        for name in (OURS, BARE, PLAIN, SUGGEST)
    ]
    rows = [
        Row(size=1_000, contender=name, kind="hindi", q="q", found=0.01, ms=2.0)
        for name in (BARE, PLAIN)
    ]
    spent = [Spent(size=1_000, contender=OURS, steps=dict.fromkeys(STEPS, 0.5))]
    outcome = Outcome(figures=figures, rows=rows, spent=spent)
    text = lines([filled(1_000, 1.0), filled(100_000, 50.0)], outcome)
    assert "- indexing 100,000 products, per s: 2,000 (≥ 1,500: yes)" in text
    assert "- suggest among 100,000 products, 8 at once, p99 ms: 31.0 (≤ 30: no)" in text
    assert "| bytes in the index per product | 2,000 | 2,000 |" in text
    assert "| refresh, ms per product | 0.50 | 0.01 |" in text
    assert "| all of it | 4.50 |" in text
    assert "| 1,000 | hindi | 2.0 | 2.0 | 1.00 | 1.00 |" in text


def test_what_is_timed_answers_as_before_and_adds_up():
    steps: dict[str, float] = {}
    timed = Timed(threading.Event(), steps, "waiting")
    assert timed.is_set() is False
    first = steps["waiting"]
    timed.set()
    assert timed.is_set() is True
    assert steps["waiting"] > first
