"""A short run of the chaos runner: a hundred orders, half a dozen faults, every invariant."""

import os

import pytest

from tests.chaos.one_run import OneRun

SEED = int(os.environ.get("HAAT_TEST_CHAOS_SEED", "26"))
ORDERS, FAULTS = 100, 6


@pytest.mark.skipif("HAAT_MONGO_URL" in os.environ, reason="that server is not ours to kill")
def test_no_invariant_breaks_under_faults(market):
    run = OneRun(market, SEED, ORDERS, FAULTS)
    report = run.run()
    assert run.unfinished == []
    assert report.violations == {invariant: [] for invariant in report.violations}
