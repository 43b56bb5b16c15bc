"""The figures on the development lexicon, which nobody tunes on, do not fall."""

import pytest

from tests.search.spelling.lexicon import Pair, pairs, strangers
from tests.search.spelling.measure import edits, near, same_key, share


@pytest.fixture(scope="module")
def judged() -> list[Pair]:
    return pairs()


def test_spellings_share_a_key_with_their_word(judged: list[Pair]) -> None:
    assert share(same_key, judged) >= 0.803


def test_spellings_are_the_same_or_near(judged: list[Pair]) -> None:
    assert share(near, judged) >= 0.9548
    assert share(near, judged, weighted=True) >= 0.9537


def test_different_words_hardly_ever_meet(judged: list[Pair]) -> None:
    apart = strangers(judged)
    assert share(same_key, apart) <= 0.001
    assert share(near, apart) <= 0.005


def test_the_ordinary_distance_counts_a_turn_as_one() -> None:
    assert edits("peda", "peda") == 0
    assert edits("peda", "epda") == 1
    assert edits("peda", "pera") == 1
    assert edits("lahti", "lati") == 1
    assert edits("", "gi") == 2
