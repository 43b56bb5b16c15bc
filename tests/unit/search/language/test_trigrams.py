"""Runs of three letters."""

import pytest

from services.search.language import trigrams


@pytest.mark.parametrize(
    ("key", "runs"),
    [
        ("peda", ["^pe", "ped", "eda", "da$"]),
        ("gi", ["^gi", "gi$"]),
        ("k", ["^k$"]),
        ("nananana", ["^na", "nan", "ana", "na$"]),
        ("", []),
    ],
)
def test_the_ends_are_marked_and_no_run_comes_twice(key: str, runs: list[str]) -> None:
    assert trigrams(key) == runs
