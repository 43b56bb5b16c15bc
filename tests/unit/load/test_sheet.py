"""The table of a load test: medians, ratios round by round, targets."""

import pytest

from tests.load.messaging.sheet import Sheet, Target

FASTER = Target(("ours", "stock"), at_least=1.5)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet("Race", ("ours", "raw", "stock"), (("ours", "raw"), ("ours", "stock")))


def test_a_row_gives_medians_and_ratios_and_whether_the_target_is_reached(sheet: Sheet):
    for ours, raw, stock in ((3000, 4000, 1000), (1000, 2000, 500), (2000, 2500, 4000)):
        sheet.note("consume, per s", "ours", ours, FASTER)
        sheet.note("consume, per s", "raw", raw)
        sheet.note("consume, per s", "stock", stock)
    assert sheet.lines() == [
        "## Race",
        "",
        "| figure | ours | raw | stock | ours ÷ raw | ours ÷ stock | target | reached |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        "| consume, per s | 2,000 | 2,500 | 1,000 | 0.75 | 2.00 | ≥ 1.5 × stock | yes |",
        "",
    ]


def test_a_ratio_is_the_median_of_those_of_each_round(sheet: Sheet):
    for ours, stock in ((10, 5), (100, 25), (1, 1)):
        sheet.note("p99 ms", "ours", ours)
        sheet.note("p99 ms", "stock", stock)
    assert sheet.median("p99 ms", "ours") == 10
    assert sheet.ratio("p99 ms", ("ours", "stock")) == 2.0


def test_what_nobody_measured_stays_empty(sheet: Sheet):
    sheet.note("calls, per s", "ours", 12.34, FASTER)
    assert sheet.lines()[-2] == "| calls, per s | 12.3 |  |  |  |  | ≥ 1.5 × stock |  |"
    assert sheet.missed() == []
    assert sheet.median("calls, per s", "raw") is None


def test_a_missed_target_is_named(sheet: Sheet):
    sheet.note("consume, per s", "ours", 149, FASTER)
    sheet.note("consume, per s", "stock", 100)
    assert sheet.missed() == ["consume, per s"]


@pytest.mark.parametrize(
    ("target", "good", "bad"),
    [
        (Target(("ours", "raw"), at_least=0.6), 0.6, 0.59),
        (Target(("100,000", "1,000"), at_most=1.25), 1.25, 1.26),
    ],
)
def test_a_target_holds_up_to_its_limit(target: Target, good: float, bad: float):
    assert target.holds(good)
    assert not target.holds(bad)


def test_a_target_reads_as_a_sentence():
    assert str(Target(("ours", "raw"), at_least=0.6)) == "≥ 0.6 × raw"
    assert str(Target(("100,000", "1,000"), at_most=1.25)) == "≤ 1.25 × 1,000"
